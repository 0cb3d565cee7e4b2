import { z } from "zod";
import { findMerchantPlace, type MerchantPlace } from "../../configurations/find-merchant-place";
import { isBrowserKey } from "../../embed/browser-key";
import { PorticoError } from "../../errors";
import { stripeIds } from "../../portal/stripe-ids";
import { admitNewcomer } from "../../proofs/admit-newcomer";
import { chooseCustomer } from "../../proofs/choose-customer";
import { type Redeemed, redeemMailbox } from "../../proofs/redeem-mailbox";
import type { OpenedSession } from "../../sessions/open-session";
import { bearerSeconds } from "../../sessions/renew-session";
import { parse } from "../../wire/parse";
import { respond } from "../respond";
import type { OwnPageCall } from "../with-own-page";
import { choiceCookie, heldBrowserKey, heldTicket, sessionCookie } from "./cookies";

const browser = z.string().refine(isBrowserKey).optional();
const merchant = z.string();

/** Codes and digits may be anything: what they are not is told in their own words, `link_invalid` and the like. */
const schemas = {
  code: z.strictObject({ merchant, browser, code: z.unknown() }),
  pin: z.strictObject({ merchant, browser, pin: z.unknown(), code: z.unknown().optional() }),
  customer: z.strictObject({
    merchant,
    browser,
    customer: z.string(),
    ticket: z.string().optional(),
  }),
  price: z.strictObject({
    merchant,
    browser,
    price: z.string().regex(stripeIds.price),
    ticket: z.string().optional(),
  }),
};

/**
 * `POST sessions/redeem` with a mailed link's `code`, the `pin` of the same mail, the `customer` chosen among several,
 * or the `price` that somebody who is no customer yet begins with: `{ session, url }` and the portal's cookie; in an
 * iframe, which sends its `browser`, a bearer instead; or `{ choices }` or `{ email, plans }` with a ticket. Throws as
 * redeemMailbox, chooseCustomer and admitNewcomer do, and `parameter_*`.
 */
export async function redeemProof(call: OwnPageCall): Promise<Response> {
  const { body } = call;
  if (has(body, "customer")) return redeemChoice(call, parse(schemas.customer, body));
  if (has(body, "price")) return redeemPlan(call, parse(schemas.price, body));
  const input = has(body, "pin")
    ? parse(schemas.pin, body)
    : parse(schemas.code, requireCode(body));
  const place = await requirePlace(input.merchant);
  const { browser: key } = input;
  const browserKey = key ?? heldBrowserKey(call.cookie, input.merchant);
  const proof = { code: input.code, ...("pin" in input ? { pin: input.pin } : {}) };
  const redeemed = await redeemMailbox(place, {
    ...proof,
    browserKey,
    embedded: key !== undefined,
  });
  return respondRedeemed(call, input, redeemed);
}

type Asker = { readonly merchant: string; readonly browser?: string | undefined };

/** The session, or what there is to choose from: then with the leave to choose, in a cookie or for the iframe. */
function respondRedeemed(
  call: OwnPageCall,
  { merchant: segment, browser: key }: Asker,
  redeemed: Redeemed,
): Response {
  if (redeemed.kind === "opened") {
    return respondOpened(call, segment, redeemed.session, redeemed.task);
  }
  const { kind, ticket, ...shown } = redeemed;
  if (key !== undefined) return respond({ ...shown, ticket }, call.requestId);
  const answer = respond(shown, call.requestId);
  answer.headers.set("Set-Cookie", choiceCookie(segment, ticket));
  return answer;
}

async function redeemChoice(
  call: OwnPageCall,
  input: z.infer<typeof schemas.customer>,
): Promise<Response> {
  const { merchant: segment, browser: key, customer } = input;
  const place = await requirePlace(segment);
  const held = heldTicket(call.cookie, segment);
  const ticket = key === undefined ? held : input.ticket;
  const session = await chooseCustomer(place, { customer, ticket, embeddedIn: key ?? null });
  const answer = respondOpened(call, segment, session, "");
  if (key === undefined) answer.headers.append("Set-Cookie", choiceCookie(segment, null));
  return answer;
}

async function redeemPlan(
  call: OwnPageCall,
  input: z.infer<typeof schemas.price>,
): Promise<Response> {
  const { merchant: segment, browser: key, price } = input;
  const place = await requirePlace(segment);
  const ticket = key === undefined ? heldTicket(call.cookie, segment) : input.ticket;
  const redeemed = await admitNewcomer(place, { price, ticket, embeddedIn: key ?? null });
  const answer = respondRedeemed(call, input, redeemed);
  if (key === undefined && redeemed.kind === "opened") {
    answer.headers.append("Set-Cookie", choiceCookie(segment, null));
  }
  return answer;
}

function respondOpened(
  { requestId }: OwnPageCall,
  segment: string,
  { id, accessToken, resume }: OpenedSession,
  task: string,
): Response {
  if (resume !== null) {
    const token = { token: accessToken, expires_in: bearerSeconds, resume };
    return respond({ session: id, ...token, ...(task === "" ? {} : { task }) }, requestId);
  }
  const answer = respond({ session: id, url: `/p/${segment}${task}` }, requestId);
  answer.headers.append("Set-Cookie", sessionCookie(segment, accessToken));
  return answer;
}

/** No merchant by this name sent any link. */
async function requirePlace(segment: string): Promise<MerchantPlace> {
  const place = await findMerchantPlace(segment);
  if (place === null) throw new PorticoError("link_invalid");
  return place;
}

function requireCode(body: unknown): unknown {
  if (has(body, "code")) return body;
  throw new PorticoError("parameter_missing", { param: "code" });
}

function has(body: unknown, name: string): boolean {
  return typeof body === "object" && body !== null && Object.hasOwn(body, name);
}
