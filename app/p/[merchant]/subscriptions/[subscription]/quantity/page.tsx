import { notFound } from "next/navigation";
import { PortalPage } from "@/components/portal/portal-page";
import { ChangeQuantity } from "@/components/portal/quantity/change-quantity";
import { loadPortalPage } from "@/lib/http/pages/load-portal-page";

type Props = PageProps<"/p/[merchant]/subscriptions/[subscription]/quantity">;

export default async function Page({ params }: Props) {
  const { merchant, subscription } = await params;
  const page = await loadPortalPage(merchant, { target: subscription });
  if (!page.view.subscriptions.some(({ id }) => id === subscription)) notFound();
  return (
    <PortalPage {...page}>
      <ChangeQuantity subscription={subscription} />
    </PortalPage>
  );
}
