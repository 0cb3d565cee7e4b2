import { Subscribe } from "@/components/portal/begin/subscribe";
import { PortalPage } from "@/components/portal/portal-page";
import { loadPortalPage } from "@/lib/http/pages/load-portal-page";

export default async function Page({ params }: PageProps<"/p/[merchant]/subscribe">) {
  const { merchant } = await params;
  const page = await loadPortalPage(merchant);
  return (
    <PortalPage {...page}>
      <Subscribe />
    </PortalPage>
  );
}
