import { EmbedChanges } from "@/components/embed/embed-changes";

export default function Page() {
  return <EmbedChanges />;
}
