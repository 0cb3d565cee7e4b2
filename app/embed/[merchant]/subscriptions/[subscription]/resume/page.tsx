import { ForSubscription } from "@/components/embed/for-subscription";
import { ResumeSubscription } from "@/components/portal/pause/resume-subscription";

type Props = PageProps<"/embed/[merchant]/subscriptions/[subscription]/resume">;

export default async function Page({ params }: Props) {
  const { subscription } = await params;
  return (
    <ForSubscription id={subscription}>
      <ResumeSubscription subscription={subscription} key={subscription} />
    </ForSubscription>
  );
}
