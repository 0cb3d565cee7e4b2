import { ForSubscription } from "@/components/embed/for-subscription";
import { ResubscribePlans } from "@/components/portal/begin/resubscribe-plans";

type Props = PageProps<"/embed/[merchant]/subscriptions/[subscription]/resubscribe/plans">;

export default async function Page({ params }: Props) {
  const { subscription } = await params;
  return (
    <ForSubscription id={subscription}>
      <ResubscribePlans subscription={subscription} />
    </ForSubscription>
  );
}
