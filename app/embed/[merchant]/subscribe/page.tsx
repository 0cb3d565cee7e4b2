import { AllWords } from "@/components/portal/all-words";
import { Subscribe } from "@/components/portal/begin/subscribe";

export default function Page() {
  return (
    <AllWords>
      <Subscribe />
    </AllWords>
  );
}
