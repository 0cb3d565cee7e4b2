"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import type { BillingView } from "@/lib/portal/view";
import { Section } from "../home/section";
import { billingPath } from "../paths";
import { usePortal } from "../portal-context";
import { BillingAddress } from "./billing-address";

/** Whom the invoices are made out to, and the way to change what may be changed of it. */
export function BillingSection({ billing }: { billing: BillingView }) {
  const { frame } = usePortal();
  const t = useTranslations("billing");
  const { name, email, phone, address, taxIds, actions } = billing;
  const edit = actions.update_customer.allowed && (
    <ButtonLink tone="quiet" href={billingPath(frame.base)} className="-mr-2 px-3 text-sm">
      {t.rich("edit", { hidden: (text) => <span className="sr-only">{text}</span> })}
    </ButtonLink>
  );
  return (
    <Section id="billing" heading={t("heading")} aside={edit}>
      <Card>
        <dl className="divide-y divide-line">
          <Row term={t("name")}>{name}</Row>
          <Row term={t("email")}>{email}</Row>
          <Row term={t("phone")}>{phone}</Row>
          <Row term={t("address")}>{address && <BillingAddress address={address} />}</Row>
          {taxIds.length > 0 && (
            <Row term={t("taxIds", { count: taxIds.length })}>
              {taxIds.map(({ id, type, value }) => (
                <span key={id} className="block">
                  {value} <span className="text-faint">{taxName(type)}</span>
                </span>
              ))}
            </Row>
          )}
        </dl>
      </Card>
    </Section>
  );
}

/** Stripe's word for a kind of tax id: "eu_vat" is "EU VAT". */
function taxName(type: string): string {
  return type.replaceAll("_", " ").toUpperCase();
}

function Row({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  const t = useTranslations("billing");
  return (
    <div className="px-5 py-3 xs:grid xs:grid-cols-[8rem_1fr] xs:gap-4">
      <dt className="text-faint text-sm">{term}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">
        {children || <span className="text-faint">{t("none")}</span>}
      </dd>
    </div>
  );
}
