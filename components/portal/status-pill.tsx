"use client";

import { useTranslations } from "use-intl/react";
import { Pill, type PillTone } from "@/components/ui/pill";
import { en } from "@/lib/i18n/messages/en";
import type { SubscriptionView } from "@/lib/portal/view";
import { humanize } from "./use-words";

const tones: Record<string, PillTone> = {
  active: "good",
  trialing: "good",
  ending: "warn",
  paused: "warn",
  incomplete: "warn",
  past_due: "bad",
  unpaid: "bad",
  paid: "good",
  open: "warn",
  uncollectible: "bad",
};

/** The subscription's state in a word; a word of Stripe's that we do not know passes through. */
export function StatusPill({ subscription }: { subscription: SubscriptionView }) {
  const t = useTranslations("status");
  const { status, horizon } = subscription;
  const word = horizon.kind === "ends" && status !== "past_due" ? "ending" : status;
  const known = Object.hasOwn(en.status, word);
  return (
    <Pill tone={tones[word] ?? "plain"}>
      {known ? t(word as keyof typeof en.status) : humanize(word)}
    </Pill>
  );
}

export function InvoiceStatusPill({ status }: { status: string }) {
  const t = useTranslations("invoiceStatus");
  const known = Object.hasOwn(en.invoiceStatus, status);
  return (
    <Pill tone={status === "paid" ? "plain" : (tones[status] ?? "plain")}>
      {known ? t(status as keyof typeof en.invoiceStatus) : humanize(status)}
    </Pill>
  );
}
