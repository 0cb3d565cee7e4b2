import { FlowDone } from "@/components/portal/flow-done";

export default function Page() {
  return <FlowDone />;
}
