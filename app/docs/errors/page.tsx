import { ErrorsPage } from "@/components/docs/errors-page";
import { listErrors } from "@/lib/http/docs/describe-error";

export const dynamic = "force-dynamic";

export default function Page() {
  return <ErrorsPage errors={listErrors()} />;
}
