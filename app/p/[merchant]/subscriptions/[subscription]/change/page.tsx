import { notFound } from "next/navigation";
import { ChangePlan } from "@/components/portal/plan/change-plan";
import { PortalPage } from "@/components/portal/portal-page";
import { loadPortalPage } from "@/lib/http/pages/load-portal-page";

type Props = PageProps<"/p/[merchant]/subscriptions/[subscription]/change">;

export default async function Page({ params }: Props) {
  const { merchant, subscription } = await params;
  const page = await loadPortalPage(merchant, { target: subscription });
  if (!page.view.subscriptions.some(({ id }) => id === subscription)) notFound();
  return (
    <PortalPage {...page}>
      <ChangePlan subscription={subscription} />
    </PortalPage>
  );
}
