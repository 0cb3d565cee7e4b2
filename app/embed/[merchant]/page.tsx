import { Home } from "@/components/portal/home";

export default function Page() {
  return <Home />;
}
