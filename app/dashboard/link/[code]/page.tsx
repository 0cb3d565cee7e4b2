import { LinkPage } from "@/components/dashboard/sign-in/link-page";
import { loadMemberLink } from "@/lib/http/dashboard/load-member-link";

export default async function Page({ params }: PageProps<"/dashboard/link/[code]">) {
  const { code } = await params;
  return <LinkPage {...(await loadMemberLink(code))} />;
}
