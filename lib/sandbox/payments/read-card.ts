import { SandboxError } from "../protocol/errors";
import { hash, integer, missingParam, oneOf, string } from "../protocol/params";
import type { CardFace } from "./card-method";
import { declines } from "./declines";
import { findCardByNumber, type TestCard } from "./test-cards";

/** A card by its number, as several endpoints take it. */
export const cardShape = {
  cvc: string(20),
  exp_month: integer(),
  exp_year: integer(),
  networks: hash({ preferred: oneOf("cartes_bancaires", "mastercard", "visa") }),
  number: string(50),
};

type RawCard = {
  cvc?: string | undefined;
  exp_month?: number | undefined;
  exp_year?: number | undefined;
  number?: string | undefined;
};

/**
 * The test card that a number names, given in the parameter `param`. Throws Stripe's card errors: a wrong number, an expiry in the past,
 * a number that is no test card's. `now` in unix seconds.
 */
export function readCard(
  given: RawCard,
  param: string,
  now: number,
): { card: TestCard; face: CardFace } {
  if (given.number === undefined) throw missingParam(`${param}[number]`);
  const number = given.number.replace(/[\s-]/g, "");
  if (!isNumber(number)) throw cardError("incorrect_number", "Your card number is incorrect.");
  const face = readFace(given, param, now);
  const card = findCardByNumber(number);
  if (card === null) throw liveCard();
  return { card, face };
}

function readFace(given: RawCard, param: string, now: number): CardFace {
  const { cvc, exp_month: expMonth, exp_year: year } = given;
  if (expMonth === undefined) throw missingParam(`${param}[exp_month]`);
  if (year === undefined) throw missingParam(`${param}[exp_year]`);
  const today = new Date(now * 1000);
  const expYear = year < 100 ? 2000 + year : year;
  if (expMonth < 1 || expMonth > 12) {
    throw cardError("invalid_expiry_month", "Your card's expiration month is invalid.");
  }
  const thisYear = today.getUTCFullYear();
  if (expYear < thisYear || expYear > thisYear + 50) {
    throw cardError("invalid_expiry_year", "Your card's expiration year is invalid.");
  }
  if (expYear === thisYear && expMonth < today.getUTCMonth() + 1) {
    throw cardError("invalid_expiry_month", "Your card's expiration month is invalid.");
  }
  if (cvc !== undefined && !/^\d{3,4}$/.test(cvc)) {
    throw cardError("invalid_cvc", "Your card's security code is invalid.");
  }
  return { expMonth, expYear, hasCvc: cvc !== undefined };
}

const paramOf = {
  incorrect_number: "number",
  invalid_cvc: "cvc",
  invalid_expiry_month: "exp_month",
  invalid_expiry_year: "exp_year",
};

function cardError(code: keyof typeof paramOf, message: string): SandboxError {
  return new SandboxError(402, { type: "card_error", code, message, param: paramOf[code] });
}

function liveCard(): SandboxError {
  return new SandboxError(402, {
    ...declines.generic_decline,
    type: "card_error",
    decline_code: "test_mode_live_card",
    message:
      "Your card was declined. Your request was in test mode, but used a non test (live) card. For a list of valid test cards, visit: https://stripe.com/docs/testing.",
  });
}

/** Twelve to nineteen digits whose check digit is right (Luhn). */
function isNumber(text: string): boolean {
  if (!/^\d{12,19}$/.test(text)) return false;
  const sum = [...text].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
