import { notFound } from "next/navigation";
import { ErrorPage } from "@/components/docs/error-page";
import { exampleOf, findError } from "@/lib/http/docs/describe-error";

type Props = { params: Promise<{ code: string }> };

export default async function Page({ params }: Props) {
  const error = findError((await params).code);
  if (error === null) notFound();
  return <ErrorPage error={error} example={exampleOf(error)} />;
}
