import { SubscriptionList } from "@/components/portal/home/subscription-list";
import { OverviewPage } from "@/components/portal/overview-page";
import { readSubscriptionPage, subscriptionsPart } from "@/components/portal/view-part";
import { loadPortalPage } from "@/lib/http/pages/load-portal-page";

export default async function Page({
  params,
  searchParams,
}: PageProps<"/p/[merchant]/subscriptions">) {
  const { merchant } = await params;
  const list = readSubscriptionPage(await searchParams);
  const page = await loadPortalPage(merchant, { list });
  return (
    <OverviewPage {...page} part={subscriptionsPart(list)}>
      <SubscriptionList page={list} />
    </OverviewPage>
  );
}
