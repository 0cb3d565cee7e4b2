"use client";

import { Plus } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Card, EmptyCard } from "@/components/ui/card";
import { cx } from "@/components/ui/cx";
import { LinkIcon } from "@/components/ui/link-icon";
import type { PaymentMethodView } from "@/lib/portal/view";
import { LiveLine } from "../home/live-line";
import { Section } from "../home/section";
import { paymentPath } from "../paths";
import { usePortal } from "../portal-context";
import { useWords } from "../use-words";
import { PaymentMethodRow } from "./payment-method-row";

type Props = { readonly methods: readonly PaymentMethodView[] };

export function PaymentMethodSection({ methods }: Props) {
  const { frame } = usePortal();
  const t = useTranslations("payment");
  const { method } = useWords();
  const [made, setMade] = useState<string | null>(null);
  return (
    <Section id="payment-methods" heading={t("heading")} aside={<Manage />}>
      {methods.length === 0 ? (
        <EmptyCard title={t("empty")} hint={t("emptyHint", { merchant: frame.name })} />
      ) : (
        <Card>
          <ul className="divide-y divide-line">
            {methods.map((one) => (
              <PaymentMethodRow key={one.id} method={one} onDefault={() => setMade(method(one))} />
            ))}
          </ul>
        </Card>
      )}
      <div className={cx(made !== null && "mt-3")}>
        <LiveLine
          text={made === null ? null : t("madeDefault", { method: made })}
          onDismiss={() => setMade(null)}
        />
      </div>
    </Section>
  );
}

/** To the page where one is added. */
function Manage() {
  const { view, frame } = usePortal();
  const t = useTranslations("payment");
  if (!view.addPaymentMethod.allowed) return null;
  return (
    <Link
      href={paymentPath(frame.base)}
      prefetch={false}
      className="inline-flex min-h-8 items-center gap-1.5 rounded-md font-medium text-sm hover:underline pointer-coarse:min-h-11"
    >
      <LinkIcon icon={Plus} />
      {t("add")}
    </Link>
  );
}
