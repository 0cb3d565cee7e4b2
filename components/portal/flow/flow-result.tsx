"use client";

import { useTranslations } from "use-intl/react";
import type { FlowView } from "@/lib/portal/view";
import { OfferWorth } from "../cancel/offer-worth";
import { HorizonLine } from "../home/horizon-line";
import { usePortal, useSubscription } from "../portal-context";
import { useWords } from "../use-words";

type Props = { readonly flow: FlowView };

/** What the task has made of the customer's billing, as Stripe tells it now. */
export function FlowResult({ flow }: Props) {
  switch (flow.type) {
    case "payment_method_update":
      return <NewDefault />;
    case "customer_update":
      return <Billing />;
    case "subscription_cancel":
      return flow.completed?.action === "accept_offer" ? (
        <Kept id={flow.subscription ?? ""} />
      ) : (
        <Subscription id={flow.subscription ?? ""} />
      );
    case "subscription_pause":
    case "subscription_update":
    case "subscription_update_confirm":
      return <Subscription id={flow.subscription ?? ""} />;
    default:
      return flow.type satisfies never;
  }
}

function Subscription({ id }: { id: string }) {
  const subscription = useSubscription(id);
  const { price } = useWords();
  if (subscription === null) return null;
  const { items, horizon } = subscription;
  return (
    <>
      {items.map((item) => (
        <p key={item.id}>
          <span className="font-medium text-ink">{item.productName}</span> · {price(item)}
        </p>
      ))}
      <p className="mt-1">
        <HorizonLine horizon={horizon} />
      </p>
    </>
  );
}

/** With the discount that its customer stayed for. */
function Kept({ id }: { id: string }) {
  const subscription = useSubscription(id);
  const [discount] = subscription?.discounts ?? [];
  return (
    <>
      <Subscription id={id} />
      {discount && <OfferWorth name={subscription?.name ?? ""} discount={discount} />}
    </>
  );
}

function NewDefault() {
  const { paymentMethods } = usePortal().view;
  const t = useTranslations("payment");
  const { method } = useWords();
  const found = paymentMethods?.find(({ isDefault }) => isDefault);
  return found === undefined ? null : <p>{t("madeDefault", { method: method(found) })}</p>;
}

function Billing() {
  const { billing } = usePortal().view;
  const t = useTranslations("billing");
  if (billing === null) return null;
  const { name, phone, address } = billing;
  const { line1, line2, postalCode, city, state, country } = address ?? {};
  const place = [line1, line2, postalCode, city, state, country].filter(Boolean).join(", ");
  const lines = [name, phone, place].filter((line) => line !== null && line !== "");
  return (
    <>
      <p>{t("doneBody")}</p>
      {lines.map((line) => (
        <p key={line} className="text-ink">
          {line}
        </p>
      ))}
    </>
  );
}
