import type Stripe from "stripe";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { requireCustomer, requireDocument } from "../find";
import { invalid, noSuchReference, SandboxError } from "../protocol/errors";
import type { Decline } from "./declines";
import { findInstrument, type Instrument, takeInstrument } from "./instrument";
import { judgeSetup } from "./judge-card";
import { findTestMethod } from "./test-cards";

/**
 * Attaches a payment method to a customer. Stripe's test ids are templates: attaching one makes a copy
 * with an id of its own. `param` names the parameter the id came in, undefined: the path. Throws 402 for
 * a card that its bank refuses, 400 for one that is another's or was detached.
 */
export async function attachMethod(
  context: Context,
  id: string,
  customer: string,
  param: string | undefined,
): Promise<Stripe.PaymentMethod> {
  const { books } = context;
  await requireCustomer(books, customer, "customer");
  const isTemplate = findTestMethod(id) !== null;
  if (!isTemplate) await requireDocument(books, "payment_method", id, param);
  const instrument = isTemplate
    ? await takeInstrument(context, id, customer, param ?? "id")
    : await findInstrument(books, id);
  if (instrument === null) throw noSuchReference("PaymentMethod", id, param ?? "id");
  return attachInstrument(context, instrument, customer);
}

/** Attaches what was found; gives the payment method as it then stands. */
export async function attachInstrument(
  { books }: Context,
  instrument: Instrument,
  customer: string,
): Promise<Stripe.PaymentMethod> {
  const { method, card } = instrument;
  const owner = idOf(method.customer);
  if (owner === customer || instrument.source !== null) return method;
  if (owner !== null) {
    throw invalid("The payment method you provided has already been attached to a customer.");
  }
  if (instrument.isSpent) {
    throw invalid(
      "This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, and may not be used again.",
    );
  }
  const verdict = judgeSetup(card, {
    isOffSession: false,
    isSetUp: false,
    isAuthenticated: true,
    asksFor3ds: false,
  });
  if (verdict.kind === "declined") throw cardDeclined(verdict.decline);
  const attached = { ...method, customer };
  await books.put("payment_method", attached);
  return attached;
}

/** A payment method of this customer, or a card of its legacy sources, named in a parameter. */
export async function requireOwnPaymentMethod(
  { books }: Context,
  id: string,
  customer: string,
  param: string,
): Promise<string> {
  const instrument = await findInstrument(books, id);
  if (idOf(instrument?.method.customer) !== customer) {
    throw noSuchReference("PaymentMethod", id, param);
  }
  return id;
}

/** 402: the bank refuses, with what more is known (charge, intent, payment method). */
export function cardDeclined(
  decline: Decline,
  more: Partial<SandboxError["body"]> = {},
): SandboxError {
  return new SandboxError(402, { type: "card_error", ...decline, ...more });
}
