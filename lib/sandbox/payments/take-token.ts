import type { Context } from "../endpoint";
import { invalid, noSuchReference } from "../protocol/errors";
import { type CardFace, faceOfTemplate } from "./card-method";
import { requireCard } from "./instrument";
import { findTestToken, type TestCard } from "./test-cards";

/**
 * Uses a card token: Stripe's tok_visa and the like as often as one wants, one that was created only
 * once. Throws 400 for one that is unknown or was used.
 */
export async function takeToken(
  { books, now }: Context,
  id: string,
  param: string,
): Promise<{ card: TestCard; face: CardFace }> {
  const template = findTestToken(id);
  if (template !== null) return { card: template, face: faceOfTemplate(now) };
  const token = await books.find("token", id);
  if (token?.card === undefined) throw noSuchReference("token", id, param);
  if (token.used) {
    throw invalid(
      `You cannot use a Stripe token more than once: ${id}.`,
      undefined,
      "token_already_used",
    );
  }
  await books.put("token", { ...token, used: true });
  const known = await books.find("test_card", id);
  const { exp_month: expMonth, exp_year: expYear, cvc_check: check } = token.card;
  return {
    card: requireCard(known?.name ?? "visa"),
    face: { expMonth, expYear, hasCvc: check !== null },
  };
}
