"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field-error";
import { textAt } from "./call-auth";
import { sayWhy } from "./say-why";

type Props = { readonly id: string; readonly name: string; readonly next: string | null };

/** Signs in with an account elsewhere: next-auth gives the address to go to. */
export function ProviderButton({ id, name, next }: Props) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | undefined>(undefined);

  async function leave() {
    setBusy(true);
    const url = await askForUrl(id, next ?? "/dashboard");
    if (url !== null) return window.location.assign(url);
    setBusy(false);
    setProblem(sayWhy("offline"));
  }

  return (
    <div>
      <Button onClick={leave} busy={busy} className="w-full" aria-describedby={`${id}-error`}>
        Continue with {name}
      </Button>
      <FieldError id={`${id}-error`} text={problem} />
    </div>
  );
}

async function askForUrl(provider: string, callbackUrl: string): Promise<string | null> {
  try {
    const csrf: unknown = await (await fetch("/api/auth/csrf", { cache: "no-store" })).json();
    const csrfToken = textAt(csrf, "csrfToken") ?? "";
    const body = new URLSearchParams({ csrfToken, callbackUrl, json: "true" });
    const response = await fetch(`/api/auth/signin/${provider}`, { method: "POST", body });
    return textAt(await response.json(), "url");
  } catch {
    return null;
  }
}
