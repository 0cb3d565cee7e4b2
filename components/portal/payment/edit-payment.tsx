"use client";

import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { stripeIds } from "@/lib/portal/stripe-ids";
import { usePortal } from "../portal-context";
import { NotAllowed } from "../task/not-allowed";
import { PaymentTask } from "./payment-task";
import { TakeUpMethod } from "./take-up-method";

/** The page of the payment methods; `?setup=cs_…` is how Stripe's page leads back to it. */
export function EditPayment() {
  const { view, frame } = usePortal();
  const t = useTranslations();
  const address = useSearchParams();
  const asked = address.get("setup") ?? "";
  // Taken out of the address once it is done, and then still what this page is about.
  const [setup, setSetup] = useState(asked);
  if (asked !== "" && asked !== setup) setSetup(asked);
  const next = address.get("next");
  const { addPaymentMethod: add, paymentMethods } = view;
  return (
    <>
      <title>{t("title.payment", { merchant: frame.name })}</title>
      {paymentMethods === null || !add.allowed ? (
        <NotAllowed
          heading={t("payment.unavailable")}
          reason={add.allowed ? "feature_disabled" : add.reason}
        />
      ) : stripeIds.setup.test(setup) ? (
        <TakeUpMethod setup={setup} next={next} key={setup} />
      ) : (
        <PaymentTask methods={paymentMethods} next={next} />
      )}
    </>
  );
}
