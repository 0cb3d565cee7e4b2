"use client";

import { Broken } from "@/components/portal/broken";

type Props = { readonly error: Error & { digest?: string }; readonly reset: () => void };

export default function ErrorPage({ error, reset }: Props) {
  return <Broken digest={error.digest} onRetry={reset} />;
}
