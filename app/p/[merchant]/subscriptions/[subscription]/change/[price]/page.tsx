import { notFound } from "next/navigation";
import { ConfirmPlan } from "@/components/portal/plan/confirm-plan";
import { PortalPage } from "@/components/portal/portal-page";
import { loadPortalPage } from "@/lib/http/pages/load-portal-page";

type Props = PageProps<"/p/[merchant]/subscriptions/[subscription]/change/[price]">;

export default async function Page({ params }: Props) {
  const { merchant, subscription, price } = await params;
  const page = await loadPortalPage(merchant, { target: subscription });
  if (!page.view.subscriptions.some(({ id }) => id === subscription)) notFound();
  return (
    <PortalPage {...page}>
      <ConfirmPlan subscription={subscription} price={price} key={price} />
    </PortalPage>
  );
}
