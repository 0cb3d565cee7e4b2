import type Stripe from "stripe";
import { refreshSession } from "../checkout/refresh-session";
import { idOf } from "../documents";
import { confirmSetup } from "../payments/confirm-setup";
import { findIntent } from "../payments/finish-authentication";
import { takeInstrument } from "../payments/instrument";
import { atTimeOf } from "../time/at-time-of";
import { html, type Markup } from "./html";
import { type PageCall, type PageRoute, pageResponse, seeOther } from "./page";

/** The cards that can be kept, by what they do. */
const cards = [
  { id: "pm_card_visa", label: "Visa •••• 4242: works" },
  { id: "pm_card_mastercard", label: "Mastercard •••• 4444: works" },
  { id: "pm_card_authenticationRequiredOnSetup", label: "Visa •••• 3155: asks for 3-D Secure" },
  { id: "pm_card_chargeDeclined", label: "Visa •••• 0002: is declined" },
  { id: "pm_card_chargeCustomerFail", label: "Visa •••• 0341: works here, and fails when charged" },
] as const;

type Visit = { session: Stripe.Checkout.Session; intent: Stripe.SetupIntent };

/** Checkout in mode `setup`: a card is chosen and kept, with 3-D Secure or a refusal where it has one. */
export const checkoutPages: readonly PageRoute[] = [
  {
    method: "GET",
    path: "checkout/:account/:token",
    open: async (call) => {
      const visit = await findVisit(call);
      if (visit === null) return null;
      const { session } = visit;
      if (session.status === "complete") {
        return () => pageResponse("Add a payment method", renderComplete(session));
      }
      const target = session.success_url ?? undefined;
      return () => pageResponse("Add a payment method", render(visit), 200, target);
    },
  },
  {
    method: "POST",
    path: "checkout/:account/:token",
    open: async (call) => {
      const visit = await findVisit(call);
      const card = cards.find(({ id }) => id === call.form.get("card"));
      if (visit === null || card === undefined) return null;
      const next = await keep(call, visit, card.id);
      return () => seeOther(next);
    },
  },
];

async function findVisit(call: PageCall): Promise<Visit | null> {
  const page = await call.books.find("payment_page", call.token);
  const found = page === null ? null : await call.books.find("checkout_session", page.subject);
  if (found === null) return null;
  const session = await refreshSession(call, found);
  const intent = await findIntent(call, idOf(session.setup_intent) ?? "");
  return intent?.object === "setup_intent" ? { session, intent } : null;
}

/** Sets the card up, once; gives the address to go on to: the bank's, the merchant's, or this one again. */
async function keep(given: PageCall, { session, intent }: Visit, card: string): Promise<string> {
  if (session.status === "complete") return wayOn(session);
  if (session.status !== "open" || session.url === null) return session.cancel_url ?? "";
  const call = await atTimeOf(given, idOf(session.customer));
  const instrument = await takeInstrument(call, card, idOf(session.customer), "card");
  const { intent: after } = await confirmSetup(call, intent, instrument, {
    returnUrl: session.url,
  });
  const done = await refreshSession(call, session);
  if (done.status === "complete") return wayOn(done);
  return after.next_action?.redirect_to_url?.url ?? session.url;
}

function wayOn({ id, success_url: url }: Stripe.Checkout.Session): string {
  return (url ?? "").replaceAll("{CHECKOUT_SESSION_ID}", id);
}

/** Leads on by itself: a redirect would be held to the targets of the bank's form, which may have led here. */
function renderComplete(session: Stripe.Checkout.Session): Markup {
  const target = wayOn(session);
  return html`<meta http-equiv="refresh" content="0; url=${target}">
<header><h1>Add a payment method</h1></header>
<p role="status">Your card is saved. <a href="${target}">Go on</a></p>`;
}

function render({ session, intent }: Visit): Markup {
  if (session.status !== "open") {
    return html`<header><h1>Add a payment method</h1></header>
<p role="status">This page has expired.</p>`;
  }
  const failure = intent.last_setup_error?.message;
  const options = cards.map(({ id, label }) => html`<option value="${id}">${label}</option>`);
  const back = session.cancel_url;
  return html`<header>
  <p class="merchant">Checkout</p>
  <h1>Add a payment method</h1>
</header>
${failure === undefined ? [] : [html`<p class="alert" role="alert">${failure}</p>`]}
<form method="post" class="payment">
  <label for="card">Card</label>
  <select id="card" name="card">${options}</select>
  <button class="button" type="submit">Save card</button>
</form>
${back === null ? [] : [html`<p><a href="${back}">Back</a></p>`]}`;
}
