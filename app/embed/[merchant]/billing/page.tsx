import { EmbedBilling } from "@/components/embed/embed-billing";

export default function Page() {
  return <EmbedBilling />;
}
