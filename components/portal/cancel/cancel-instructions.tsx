"use client";

import { useTranslations } from "use-intl/react";
import { Card } from "@/components/ui/card";
import { PlainText } from "../plain-text";

type Props = { readonly text: string; readonly level: "h2" | "h3" };

/** Where canceling is switched off: how it is done instead, in the merchant's words. */
export function CancelInstructions({ text, level: Heading }: Props) {
  const t = useTranslations("subscription");
  return (
    <Card className="px-5 py-4">
      <Heading className="font-semibold">{t("cancelInstructions")}</Heading>
      <PlainText text={text} className="mt-1 text-soft" />
    </Card>
  );
}
