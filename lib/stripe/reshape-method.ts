import type Stripe from "stripe";
import type { PaymentMethodFact } from "../portal/snapshot";

/** A payment method in our shape. A kind that is not known shows its name and no digits. */
export function toPaymentMethod(method: Stripe.PaymentMethod): PaymentMethodFact {
  const { card, us_bank_account: bank, sepa_debit: debit } = method;
  return {
    id: method.id,
    type: method.type,
    brand: card?.brand ?? null,
    last4: card?.last4 ?? bank?.last4 ?? debit?.last4 ?? null,
    expMonth: card?.exp_month ?? null,
    expYear: card?.exp_year ?? null,
  };
}

/**
 * What pays in one of Stripe's old ways (`card_`, `ba_`, `src_`), as if it were a payment method. Null for an id
 * alone, and for an account, of which nothing can be shown.
 */
export function toSource(
  source: string | Stripe.CustomerSource | null | undefined,
): PaymentMethodFact | null {
  if (source === null || source === undefined || typeof source === "string") return null;
  switch (source.object) {
    case "card":
      return fromCard(source.id, source);
    case "bank_account":
      return { ...blank(source.id, "us_bank_account"), last4: source.last4 ?? null };
    case "source":
      return fromOldSource(source);
    default:
      return null;
  }
}

type OldCard = {
  readonly brand?: string | null;
  readonly last4?: string | null;
  readonly exp_month?: number | null;
  readonly exp_year?: number | null;
};

/** Old cards name their brand as it is written ("American Express"), newer ones by a word (`amex`). */
const brandWords: Readonly<Record<string, string>> = {
  "American Express": "amex",
  "Diners Club": "diners",
  Eftpos_AU: "eftpos_au",
};

function fromCard(id: string, card: OldCard): PaymentMethodFact {
  const { brand, last4, exp_month: expMonth, exp_year: expYear } = card;
  return {
    id,
    type: "card",
    brand: brand ? (brandWords[brand] ?? brand.toLowerCase()) : null,
    last4: last4 ?? null,
    expMonth: expMonth ?? null,
    expYear: expYear ?? null,
  };
}

function fromOldSource(source: Stripe.Source): PaymentMethodFact {
  const { id, type, card, sepa_debit: debit, ach_debit: bank } = source;
  if (card) return fromCard(id, card);
  return { ...blank(id, type ?? "source"), last4: debit?.last4 ?? bank?.last4 ?? null };
}

function blank(id: string, type: string): PaymentMethodFact {
  return { id, type, brand: null, last4: null, expMonth: null, expYear: null };
}
