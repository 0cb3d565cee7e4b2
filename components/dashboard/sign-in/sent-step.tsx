"use client";

import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { CodeForm } from "./code-form";

type Props = {
  readonly email: string;
  /** Gives what went wrong, or null. */
  readonly askAgain: () => Promise<string | null>;
  readonly back: () => void;
};

/** After asking: where to look, the code's field, and the ways on. Says nothing about who is a member. */
export function SentStep({ email, askAgain, back }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [told, setTold] = useState("");
  useEffect(() => heading.current?.focus(), []);

  async function again() {
    setTold("Sending…");
    setTold((await askAgain()) ?? "If another mail was possible, it is on its way.");
  }

  return (
    <div>
      <h2 ref={heading} tabIndex={-1} className="font-semibold text-lg tracking-tight">
        Look into your mailbox
      </h2>
      <p className="mt-1.5 text-soft">
        If {email} belongs to a member, a mail is on its way. Open its link in this browser, or type
        its code here. Both are good for 10 minutes.
      </p>
      <div className="mt-5">
        <CodeForm />
      </div>
      <div className="mt-4 flex flex-wrap gap-2">
        <Button tone="quiet" onClick={again}>
          Send it again
        </Button>
        <Button tone="quiet" onClick={back}>
          Another address
        </Button>
      </div>
      <p role="status" className="mt-2 text-soft text-sm">
        {told}
      </p>
    </div>
  );
}
