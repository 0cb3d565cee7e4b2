import { ForSubscription } from "@/components/embed/for-subscription";
import { RedeemCode } from "@/components/portal/coupon/redeem-code";

type Props = PageProps<"/embed/[merchant]/subscriptions/[subscription]/coupon">;

export default async function Page({ params }: Props) {
  const { subscription } = await params;
  return (
    <ForSubscription id={subscription}>
      <RedeemCode subscription={subscription} key={subscription} />
    </ForSubscription>
  );
}
