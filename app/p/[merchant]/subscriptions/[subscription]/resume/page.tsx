import { notFound } from "next/navigation";
import { ResumeSubscription } from "@/components/portal/pause/resume-subscription";
import { PortalPage } from "@/components/portal/portal-page";
import { loadPortalPage } from "@/lib/http/pages/load-portal-page";

type Props = PageProps<"/p/[merchant]/subscriptions/[subscription]/resume">;

export default async function Page({ params }: Props) {
  const { merchant, subscription } = await params;
  const page = await loadPortalPage(merchant, { target: subscription });
  if (!page.view.subscriptions.some(({ id }) => id === subscription)) notFound();
  return (
    <PortalPage {...page}>
      <ResumeSubscription subscription={subscription} key={subscription} />
    </PortalPage>
  );
}
