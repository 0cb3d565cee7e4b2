"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { callAuth } from "./call-auth";
import { readLinkCode } from "./read-link-code";
import { sayWhy } from "./say-why";

type Props = { readonly maskedEmail: string };

/** The one click that uses the link. */
export function OpenLink({ maskedEmail }: Props) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function open() {
    setBusy(true);
    const answer = await callAuth("link/redeem", { code: readLinkCode() });
    if (answer.ok) return window.location.assign(answer.url ?? "/dashboard");
    setBusy(false);
    setProblem(sayWhy(answer.code, answer.minutes));
  }

  return (
    <div>
      <Button tone="primary" busy={busy} onClick={open} className="w-full">
        Continue as {maskedEmail}
      </Button>
      <div aria-live="polite">
        {problem !== null && (
          <div className="mt-4">
            <Notice tone="warn">
              {problem}{" "}
              <a href="/dashboard/sign-in" className="font-medium underline">
                Ask for a new link
              </a>
            </Notice>
          </div>
        )}
      </div>
    </div>
  );
}
