"use client";

import { useTranslations } from "use-intl/react";
import { Pill, type PillTone } from "@/components/ui/pill";
import { overview } from "@/lib/i18n/messages/overview";
import type { InvoiceView, SubscriptionView } from "@/lib/portal/view";
import { humanize } from "../use-words";

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
  const word = wordOf(status, horizon);
  const known = Object.hasOwn(overview.status, word);
  return (
    <Pill tone={tones[word] ?? "plain"}>
      {known ? t(word as keyof typeof overview.status) : humanize(word)}
    </Pill>
  );
}

/** What is paused by holding its invoices back, or about to end, is still active to Stripe. */
function wordOf(status: string, { kind }: SubscriptionView["horizon"]): string {
  if (status === "past_due" || status === "unpaid") return status;
  if (kind === "ends") return "ending";
  return kind === "paused" ? "paused" : status;
}

/** What is below nothing was given, not paid. */
export function InvoiceStatusPill({ invoice }: { invoice: Pick<InvoiceView, "status" | "total"> }) {
  const t = useTranslations("invoiceStatus");
  const isCredit = invoice.status === "paid" && invoice.total.amount < 0;
  const status = isCredit ? "credited" : invoice.status;
  const known = Object.hasOwn(overview.invoiceStatus, status);
  return (
    <Pill tone={status === "paid" ? "plain" : (tones[status] ?? "plain")}>
      {known ? t(status as keyof typeof overview.invoiceStatus) : humanize(status)}
    </Pill>
  );
}
