import { ForSubscription } from "@/components/embed/for-subscription";
import { PauseSubscription } from "@/components/portal/pause/pause-subscription";

type Props = PageProps<"/embed/[merchant]/subscriptions/[subscription]/pause">;

export default async function Page({ params }: Props) {
  const { subscription } = await params;
  return (
    <ForSubscription id={subscription}>
      <PauseSubscription subscription={subscription} key={subscription} />
    </ForSubscription>
  );
}
