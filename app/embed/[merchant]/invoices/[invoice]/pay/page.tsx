import { EmbedPay } from "@/components/embed/embed-pay";

export default async function Page({
  params,
}: PageProps<"/embed/[merchant]/invoices/[invoice]/pay">) {
  const { invoice } = await params;
  return <EmbedPay invoice={invoice} />;
}
