import { HomePage } from "@/components/dashboard/sign-in/home-page";
import { loadMemberHome } from "@/lib/http/dashboard/load-member-home";

export default async function Page() {
  return <HomePage {...(await loadMemberHome())} />;
}
