import { ForSubscription } from "@/components/embed/for-subscription";
import { ChangeQuantity } from "@/components/portal/quantity/change-quantity";

type Props = PageProps<"/embed/[merchant]/subscriptions/[subscription]/quantity">;

export default async function Page({ params }: Props) {
  const { subscription } = await params;
  return (
    <ForSubscription id={subscription}>
      <ChangeQuantity subscription={subscription} />
    </ForSubscription>
  );
}
