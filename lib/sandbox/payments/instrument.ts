import type Stripe from "stripe";
import type { Books } from "../books";
import { idOf } from "../documents";
import type { Context } from "../endpoint";
import { newId } from "../ids";
import { invalid, noSuchReference } from "../protocol/errors";
import { blankMethod, cardDetails, faceOfTemplate } from "./card-method";
import { findCardByName, findTestMethod, type TestCard } from "./test-cards";

/** Something that can be charged: a payment method, or a legacy card seen as one (`source`). */
export type Instrument = {
  method: Stripe.PaymentMethod;
  /** How it behaves; what is no card always pays. */
  card: TestCard;
  isSetUp: boolean;
  isSpent: boolean;
  source: Stripe.Card | null;
};

/** The payment method or card of an id, or null. Test ids like pm_card_visa name none: see takeInstrument. */
export async function findInstrument(books: Books, id: string): Promise<Instrument | null> {
  const method = await books.find("payment_method", id);
  const source = method === null ? await books.find("source", id) : null;
  if (method === null && source?.object !== "card") return null;
  const card = source?.object === "card" ? source : null;
  const seen = method ?? (card === null ? null : asMethod(card));
  if (seen === null) return null;
  const known = await books.find("test_card", id);
  return {
    method: seen,
    card: requireCard(known?.name ?? "visa"),
    isSetUp: known?.isSetUp ?? false,
    isSpent: known?.isSpent ?? false,
    source: card,
  };
}

/**
 * The instrument a parameter names, for use with this customer (null: with none). A test id becomes a
 * new payment method, saved and not attached. Throws 400 for what is another's or was used up.
 */
export async function takeInstrument(
  context: Context,
  id: string,
  customer: string | null,
  param: string,
): Promise<Instrument> {
  const template = findTestMethod(id);
  const instrument =
    template === null
      ? await findInstrument(context.books, id)
      : await copyTemplate(context, template);
  if (instrument === null) throw noSuchReference("PaymentMethod", id, param);
  const owner = idOf(instrument.method.customer);
  if (owner !== null && customer === null) {
    throw invalid(
      `The PaymentMethod ${id} belongs to a customer. Please include the customer in the \`customer\` parameter on the request.`,
      param,
    );
  }
  if (owner !== null && owner !== customer) throw noSuchReference("PaymentMethod", id, param);
  if (instrument.isSpent) throw spent(param);
  return instrument;
}

/** Keeps a payment method and what is known of its card. */
export async function keepMethod(
  { books }: Context,
  method: Stripe.PaymentMethod,
  card: TestCard,
): Promise<Instrument> {
  const traits = { isSetUp: false, isSpent: false };
  await books.put("payment_method", method);
  await books.put("test_card", { id: method.id, name: card.name, ...traits });
  return { method, card, ...traits, source: null };
}

/** Notes that a card was set up for later charges, or that it may not be used again. */
export async function markInstrument(
  { books }: Context,
  { method, card, isSetUp, isSpent }: Instrument,
  marks: { isSetUp?: true; isSpent?: true },
): Promise<void> {
  await books.put("test_card", { id: method.id, name: card.name, isSetUp, isSpent, ...marks });
}

/** The card of a name that is certainly in the table. */
export function requireCard(name: string): TestCard {
  const card = findCardByName(name);
  if (card === null) throw new Error(`There is no test card ${name}.`);
  return card;
}

/** What a test id shows when it is retrieved without being attached; null for any other id. */
export function findTemplate(id: string, now: number): Stripe.PaymentMethod | null {
  const card = findTestMethod(id);
  if (card === null) return null;
  return { ...blankMethod(id, "card", now), card: cardDetails(card, faceOfTemplate(now)) };
}

function copyTemplate(context: Context, card: TestCard): Promise<Instrument> {
  const { now } = context;
  const blank = blankMethod(newId("payment_method"), "card", now);
  return keepMethod(context, { ...blank, card: cardDetails(card, faceOfTemplate(now)) }, card);
}

function spent(param: string) {
  return invalid(
    "The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.",
    param,
  );
}

/** Stripe shows legacy cards as payment methods of the same id. */
function asMethod(source: Stripe.Card): Stripe.PaymentMethod {
  const card = {
    ...cardDetails(requireCard("visa"), {
      expMonth: source.exp_month,
      expYear: source.exp_year,
      hasCvc: source.cvc_check !== null,
    }),
    brand: source.brand.toLowerCase().replace("american express", "amex"),
    country: source.country,
    fingerprint: source.fingerprint ?? null,
    funding: source.funding,
    last4: source.last4,
  };
  return {
    ...blankMethod(source.id, "card", 0),
    billing_details: {
      address: {
        city: source.address_city,
        country: source.address_country,
        line1: source.address_line1,
        line2: source.address_line2,
        postal_code: source.address_zip,
        state: source.address_state,
      },
      email: null,
      name: source.name,
      phone: null,
      tax_id: null,
    },
    card,
    customer: idOf(source.customer),
    metadata: source.metadata,
  };
}
