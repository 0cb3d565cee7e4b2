"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "./button";

/** Puts `text` on the clipboard and says so, until the pointer or the focus leaves. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  const Icon = copied ? Check : Copy;
  return (
    <Button
      className="shrink-0 in-disabled:hidden"
      onClick={() => void copy(text).then(setCopied)}
      onBlur={() => setCopied(false)}
      onPointerLeave={() => setCopied(false)}
      aria-label={copied ? `${label}: copied` : label}
    >
      <Icon aria-hidden="true" className="size-4" />
      <span aria-live="polite" className="min-w-12">
        {copied ? "Copied" : "Copy"}
      </span>
    </Button>
  );
}

/** Whether it worked: outside https and localhost browsers have no clipboard, and people may refuse it. */
function copy(text: string): Promise<boolean> {
  if (!("clipboard" in navigator)) return Promise.resolve(false);
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
}
