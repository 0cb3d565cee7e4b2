import { EmbedSubscriptions } from "@/components/embed/embed-subscriptions";

export default function Page() {
  return <EmbedSubscriptions />;
}
