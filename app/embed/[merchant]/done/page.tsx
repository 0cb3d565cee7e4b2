import { AllWords } from "@/components/portal/all-words";
import { FlowDone } from "@/components/portal/flow/flow-done";

export default function Page() {
  return (
    <AllWords>
      <FlowDone />
    </AllWords>
  );
}
