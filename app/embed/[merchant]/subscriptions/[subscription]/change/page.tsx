import { ForSubscription } from "@/components/embed/for-subscription";
import { ChangePlan } from "@/components/portal/plan/change-plan";

type Props = PageProps<"/embed/[merchant]/subscriptions/[subscription]/change">;

export default async function Page({ params }: Props) {
  const { subscription } = await params;
  return (
    <ForSubscription id={subscription}>
      <ChangePlan subscription={subscription} />
    </ForSubscription>
  );
}
