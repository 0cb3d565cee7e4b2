import { notFound } from "next/navigation";
import { InvoiceList } from "@/components/portal/invoices/invoice-list";
import { OverviewPage } from "@/components/portal/overview-page";
import { invoicesPart } from "@/components/portal/view-part";
import { loadPortalPage } from "@/lib/http/pages/load-portal-page";

export default async function Page({ params, searchParams }: PageProps<"/p/[merchant]/invoices">) {
  const { merchant } = await params;
  const { after } = await searchParams;
  const invoicesAfter = typeof after === "string" ? after : null;
  const page = await loadPortalPage(merchant, invoicesAfter === null ? {} : { invoicesAfter });
  if (page.view.invoices === null) notFound();
  return (
    <OverviewPage {...page} part={invoicesPart(invoicesAfter)}>
      <InvoiceList after={invoicesAfter} />
    </OverviewPage>
  );
}
