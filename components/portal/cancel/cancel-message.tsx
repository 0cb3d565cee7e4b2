"use client";

import { useTranslations } from "use-intl/react";
import { Card } from "@/components/ui/card";
import { PlainText } from "../plain-text";
import { usePortal } from "../portal-context";

/** What the merchant says before a cancellation; nothing when they say nothing. */
export function CancelMessage({ text }: { text: string | null }) {
  const { frame } = usePortal();
  const t = useTranslations("cancel");
  if (text === null) return null;
  return (
    <Card className="mb-4 px-5 py-4">
      <h2 className="font-semibold">{t("message", { merchant: frame.name })}</h2>
      <PlainText text={text} className="mt-1 text-soft" />
    </Card>
  );
}
