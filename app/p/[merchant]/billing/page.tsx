import { notFound } from "next/navigation";
import { EditBilling } from "@/components/portal/billing/edit-billing";
import { PortalPage } from "@/components/portal/portal-page";
import { loadPortalPage } from "@/lib/http/pages/load-portal-page";

export default async function Page({ params }: PageProps<"/p/[merchant]/billing">) {
  const { merchant } = await params;
  const page = await loadPortalPage(merchant);
  if (page.view.billing === null) notFound();
  return (
    <PortalPage {...page}>
      <EditBilling />
    </PortalPage>
  );
}
