import { ForSubscription } from "@/components/embed/for-subscription";
import { Resubscribe } from "@/components/portal/begin/resubscribe";

type Props = PageProps<"/embed/[merchant]/subscriptions/[subscription]/resubscribe">;

export default async function Page({ params }: Props) {
  const { subscription } = await params;
  return (
    <ForSubscription id={subscription}>
      <Resubscribe subscription={subscription} />
    </ForSubscription>
  );
}
