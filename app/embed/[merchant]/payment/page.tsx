import { EmbedPayment } from "@/components/embed/embed-payment";

export default function Page() {
  return <EmbedPayment />;
}
