import { BeginSubscription } from "@/components/portal/begin/begin-subscription";
import { PortalPage } from "@/components/portal/portal-page";
import { loadPortalPage } from "@/lib/http/pages/load-portal-page";

export default async function Page({ params }: PageProps<"/p/[merchant]/subscribe/[price]">) {
  const { merchant, price } = await params;
  const page = await loadPortalPage(merchant);
  return (
    <PortalPage {...page}>
      <BeginSubscription price={price} key={price} />
    </PortalPage>
  );
}
