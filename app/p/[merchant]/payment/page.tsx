import { notFound } from "next/navigation";
import { EditPayment } from "@/components/portal/payment/edit-payment";
import { PortalPage } from "@/components/portal/portal-page";
import { loadPortalPage } from "@/lib/http/pages/load-portal-page";

export default async function Page({ params }: PageProps<"/p/[merchant]/payment">) {
  const { merchant } = await params;
  const page = await loadPortalPage(merchant);
  if (page.view.paymentMethods === null) notFound();
  return (
    <PortalPage {...page}>
      <EditPayment />
    </PortalPage>
  );
}
