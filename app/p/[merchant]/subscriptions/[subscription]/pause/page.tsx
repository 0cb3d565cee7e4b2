import { notFound } from "next/navigation";
import { PauseSubscription } from "@/components/portal/pause/pause-subscription";
import { PortalPage } from "@/components/portal/portal-page";
import { loadPortalPage } from "@/lib/http/pages/load-portal-page";

type Props = PageProps<"/p/[merchant]/subscriptions/[subscription]/pause">;

export default async function Page({ params }: Props) {
  const { merchant, subscription } = await params;
  const page = await loadPortalPage(merchant, { target: subscription });
  if (!page.view.subscriptions.some(({ id }) => id === subscription)) notFound();
  return (
    <PortalPage {...page}>
      <PauseSubscription subscription={subscription} key={subscription} />
    </PortalPage>
  );
}
