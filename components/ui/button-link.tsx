"use client";

import type { Route } from "next";
import Link, { useLinkStatus } from "next/link";
import type { ReactNode } from "react";
import { buttonStyle, type Tone } from "./button-style";
import { Spinner } from "./spinner";

type Props = {
  readonly href: Route;
  readonly tone?: Tone;
  readonly className?: string;
  readonly describedBy?: string;
  readonly children: ReactNode;
};

/** A link that looks like a button. Not fetched ahead: a page opened counts as the customer's activity. */
export function ButtonLink({ href, tone = "plain", className, describedBy, children }: Props) {
  return (
    <Link
      href={href}
      prefetch={false}
      className={buttonStyle(tone, className)}
      aria-describedby={describedBy}
    >
      {children}
      <Pending />
    </Link>
  );
}

function Pending() {
  const { pending } = useLinkStatus();
  return pending ? <Spinner /> : null;
}
