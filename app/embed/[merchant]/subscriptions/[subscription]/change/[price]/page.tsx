import { ForSubscription } from "@/components/embed/for-subscription";
import { ConfirmPlan } from "@/components/portal/plan/confirm-plan";

type Props = PageProps<"/embed/[merchant]/subscriptions/[subscription]/change/[price]">;

export default async function Page({ params }: Props) {
  const { subscription, price } = await params;
  return (
    <ForSubscription id={subscription}>
      <ConfirmPlan subscription={subscription} price={price} key={price} />
    </ForSubscription>
  );
}
