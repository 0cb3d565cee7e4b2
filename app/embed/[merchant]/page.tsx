import { Home } from "@/components/portal/home/home";

export default function Page() {
  return <Home />;
}
