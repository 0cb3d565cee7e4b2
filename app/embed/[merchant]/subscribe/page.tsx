import { Subscribe } from "@/components/portal/begin/subscribe";

export default function Page() {
  return <Subscribe />;
}
