import { AllWords } from "@/components/portal/all-words";
import { BeginSubscription } from "@/components/portal/begin/begin-subscription";

export default async function Page({ params }: PageProps<"/embed/[merchant]/subscribe/[price]">) {
  const { price } = await params;
  return (
    <AllWords>
      <BeginSubscription price={price} key={price} />
    </AllWords>
  );
}
