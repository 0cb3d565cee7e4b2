import { Subscribe } from "@/components/portal/subscribe";

export default function Page() {
  return <Subscribe />;
}
