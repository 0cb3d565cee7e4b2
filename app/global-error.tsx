"use client";

import { Broken } from "@/components/portal/broken";
import "./globals.css";

type Props = { readonly error: Error & { digest?: string } };

export default function GlobalError({ error }: Props) {
  return (
    <html lang="en">
      <body className="min-h-dvh bg-paper font-sans text-ink antialiased">
        <Broken digest={error.digest} onRetry={() => window.location.reload()} />
      </body>
    </html>
  );
}
