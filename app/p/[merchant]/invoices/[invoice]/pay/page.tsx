import { notFound } from "next/navigation";
import { PayInvoice } from "@/components/portal/pay/pay-invoice";
import { PortalPage } from "@/components/portal/portal-page";
import { loadPortalPage } from "@/lib/http/pages/load-portal-page";

export default async function Page({ params }: PageProps<"/p/[merchant]/invoices/[invoice]/pay">) {
  const { merchant, invoice } = await params;
  const page = await loadPortalPage(merchant, { target: invoice });
  if (!page.view.invoices?.list.some(({ id }) => id === invoice)) notFound();
  return (
    <PortalPage {...page}>
      <PayInvoice invoice={invoice} key={invoice} />
    </PortalPage>
  );
}
