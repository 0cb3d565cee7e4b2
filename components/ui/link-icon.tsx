"use client";

import type { LucideIcon } from "lucide-react";
import { useLinkStatus } from "next/link";
import { Spinner } from "./spinner";

/** The icon of the link it stands in; once the link was followed, a spinner until its page is there. */
export function LinkIcon({ icon: Icon }: { icon: LucideIcon }) {
  const { pending } = useLinkStatus();
  return pending ? <Spinner /> : <Icon aria-hidden="true" className="size-4 rtl:rotate-180" />;
}
