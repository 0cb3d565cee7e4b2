import { IndexPage } from "@/components/docs/index-page";
import { listGuides } from "@/lib/http/docs/guides";

export const dynamic = "force-dynamic";

export default async function Page() {
  return <IndexPage guides={await listGuides()} />;
}
