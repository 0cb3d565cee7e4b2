import { FlowDone } from "@/components/portal/flow/flow-done";

export default function Page() {
  return <FlowDone />;
}
