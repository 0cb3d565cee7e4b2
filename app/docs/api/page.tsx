import { ApiPage } from "@/components/docs/api-page";

export const dynamic = "force-dynamic";

export default function Page() {
  return <ApiPage />;
}
