import { EmbedInvoices } from "@/components/embed/embed-invoices";

export default function Page() {
  return <EmbedInvoices />;
}
