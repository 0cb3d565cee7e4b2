import type Stripe from "stripe";
import { idOf } from "../documents";
import { became, type EventType, life, type Tell, when } from "./happening";

export const tellCharge: Tell<Stripe.Charge> = (before, after) => {
  const told = life<Stripe.Charge>({ updated: "charge.updated", also: chargeTransitions })(
    before,
    after,
  );
  // A refund or capture is told by its own event only.
  const isNamed = told.some(({ type }) => type === "charge.refunded" || type === "charge.captured");
  return isNamed ? told.filter(({ type }) => type !== "charge.updated") : told;
};

function chargeTransitions(before: Stripe.Charge | null, after: Stripe.Charge): EventType[] {
  const statusBecame = (status: Stripe.Charge.Status) =>
    became(before, after, (charge) => charge.status, status);
  return when({
    "charge.pending": statusBecame("pending"),
    "charge.succeeded": statusBecame("succeeded"),
    "charge.failed": statusBecame("failed"),
    "charge.captured": before !== null && !before.captured && after.captured,
    "charge.refunded": after.amount_refunded > (before?.amount_refunded ?? 0),
  });
}

export const tellPaymentIntent = life<Stripe.PaymentIntent>({
  created: "payment_intent.created",
  also: (before, after) => {
    const statusBecame = (status: Stripe.PaymentIntent.Status) =>
      became(before, after, (intent) => intent.status, status);
    return when({
      "payment_intent.requires_action": statusBecame("requires_action"),
      "payment_intent.processing": statusBecame("processing"),
      "payment_intent.amount_capturable_updated": statusBecame("requires_capture"),
      "payment_intent.payment_failed": hasFailedAnew(
        before?.last_payment_error ?? null,
        after.last_payment_error,
      ),
      "payment_intent.succeeded": statusBecame("succeeded"),
      "payment_intent.canceled": statusBecame("canceled"),
    });
  },
});

export const tellSetupIntent = life<Stripe.SetupIntent>({
  created: "setup_intent.created",
  also: (before, after) => {
    const statusBecame = (status: Stripe.SetupIntent.Status) =>
      became(before, after, (intent) => intent.status, status);
    return when({
      "setup_intent.requires_action": statusBecame("requires_action"),
      "setup_intent.setup_failed": hasFailedAnew(
        before?.last_setup_error ?? null,
        after.last_setup_error,
      ),
      "setup_intent.succeeded": statusBecame("succeeded"),
      "setup_intent.canceled": statusBecame("canceled"),
    });
  },
});

function hasFailedAnew(before: object | null, after: object | null): boolean {
  return after !== null && JSON.stringify(before) !== JSON.stringify(after);
}

/** Attaching and detaching are told so; a method that belongs to nobody makes nothing known. */
export const tellPaymentMethod: Tell<Stripe.PaymentMethod> = (before, after) => {
  if (after === null) return [];
  const [was, is] = [idOf(before?.customer), idOf(after.customer)];
  if (was === null && is !== null) return [{ type: "payment_method.attached", object: after }];
  if (was !== null && is === null) return [{ type: "payment_method.detached", object: after }];
  return life<Stripe.PaymentMethod>({ updated: "payment_method.updated" })(before, after);
};
