import { notFound } from "next/navigation";
import { FlowDone } from "@/components/portal/flow/flow-done";
import { PortalPage } from "@/components/portal/portal-page";
import { loadPortalPage } from "@/lib/http/pages/load-portal-page";

export default async function Page({ params }: PageProps<"/p/[merchant]/done">) {
  const { merchant } = await params;
  const page = await loadPortalPage(merchant);
  if (!page.view.flow?.isCompleted) notFound();
  return (
    <PortalPage {...page}>
      <FlowDone />
    </PortalPage>
  );
}
