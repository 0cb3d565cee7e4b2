import { Home } from "@/components/portal/home/home";
import { OverviewPage } from "@/components/portal/overview-page";
import { loadPortalPage } from "@/lib/http/pages/load-portal-page";

export default async function Page({ params }: PageProps<"/p/[merchant]">) {
  const { merchant } = await params;
  const page = await loadPortalPage(merchant);
  return (
    <OverviewPage {...page}>
      <Home />
    </OverviewPage>
  );
}
