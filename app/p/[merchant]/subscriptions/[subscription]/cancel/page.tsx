import { notFound } from "next/navigation";
import { CancelSubscription } from "@/components/portal/cancel/cancel-subscription";
import { PortalPage } from "@/components/portal/portal-page";
import { loadPortalPage } from "@/lib/http/pages/load-portal-page";

type Props = PageProps<"/p/[merchant]/subscriptions/[subscription]/cancel">;

export default async function Page({ params }: Props) {
  const { merchant, subscription } = await params;
  const page = await loadPortalPage(merchant, { target: subscription });
  if (!page.view.subscriptions.some(({ id }) => id === subscription)) notFound();
  return (
    <PortalPage {...page}>
      <CancelSubscription subscription={subscription} key={subscription} />
    </PortalPage>
  );
}
