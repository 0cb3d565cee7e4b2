import { ForSubscription } from "@/components/embed/for-subscription";
import { CancelSubscription } from "@/components/portal/cancel/cancel-subscription";

type Props = PageProps<"/embed/[merchant]/subscriptions/[subscription]/cancel">;

export default async function Page({ params }: Props) {
  const { subscription } = await params;
  return (
    <ForSubscription id={subscription}>
      <CancelSubscription subscription={subscription} key={subscription} />
    </ForSubscription>
  );
}
