import type Stripe from "stripe";
import { formatMoney } from "../billing/amounts";
import { idOf } from "../documents";
import { findIntent, finishAuthentication } from "../payments/finish-authentication";
import { findInstrument } from "../payments/instrument";
import { invoiceOf } from "../payments/settle-intent";
import { html, type Markup } from "./html";
import { type PageCall, type PageRoute, pageResponse, seeOther } from "./page";

type Intent = Stripe.PaymentIntent | Stripe.SetupIntent;

/** 3-D Secure: the bank's page, where the customer completes the authentication or fails it. */
export const authenticationPages: readonly PageRoute[] = [
  {
    method: "GET",
    path: "authenticate/:account/:token",
    open: async (call) => {
      const intent = await intentOf(call);
      if (intent === null) return null;
      const body = await render(call, intent);
      const back = intent.next_action?.redirect_to_url?.return_url;
      return () => pageResponse("Authentication", body, 200, back ?? undefined);
    },
  },
  {
    method: "POST",
    path: "authenticate/:account/:token",
    open: async (call) => {
      const intent = await intentOf(call);
      const result = call.form.get("result");
      if (intent === null || (result !== "complete" && result !== "fail")) return null;
      const finished = await finishAuthentication(call, intent, result === "complete");
      const target = await wayBack(call, intent, finished);
      if (target !== null) return () => seeOther(target);
      const body = renderDone(finished);
      return () => pageResponse("Authentication", body);
    },
  },
];

async function intentOf(call: PageCall): Promise<Intent | null> {
  const page = await call.books.find("payment_page", call.token);
  return page === null ? null : findIntent(call, page.subject);
}

/** Where Stripe leads to then: the merchant's return_url, else the hosted invoice; null: nowhere. */
async function wayBack(call: PageCall, before: Intent, after: Intent): Promise<string | null> {
  const returnUrl = before.next_action?.redirect_to_url?.return_url;
  if (returnUrl) {
    const target = new URL(returnUrl);
    target.searchParams.set(after.object, after.id);
    target.searchParams.set(`${after.object}_client_secret`, after.client_secret ?? "");
    target.searchParams.set("redirect_status", hasSucceeded(after) ? "succeeded" : "failed");
    return target.href;
  }
  if (after.object !== "payment_intent") return null;
  return (await invoiceOf(call, after))?.hosted_invoice_url ?? null;
}

function hasSucceeded({ status }: Intent): boolean {
  return status === "succeeded" || status === "requires_capture";
}

async function render(call: PageCall, intent: Intent): Promise<Markup> {
  if (intent.status !== "requires_action") return renderDone(intent);
  const instrument = await findInstrument(call.books, idOf(intent.payment_method) ?? "");
  const last4 = instrument?.method.card?.last4 ?? "";
  const what = describeIntent(intent);
  return html`<header>
  <p class="merchant">3-D Secure</p>
  <h1>${what}</h1>
</header>
<p>The bank of the card ending in ${last4} asks you to confirm it is you. In the sandbox you choose how this ends.</p>
<form method="post">
<p><button class="button" name="result" value="complete">Complete authentication</button></p>
<p><button class="button quiet" name="result" value="fail">Fail authentication</button></p>
</form>`;
}

function describeIntent(intent: Intent): string {
  if (intent.object === "setup_intent") return "Confirm your card for later payments";
  return `Confirm your payment of ${formatMoney(intent.amount, intent.currency)}`;
}

function renderDone(intent: Intent): Markup {
  const text = hasSucceeded(intent)
    ? "The authentication is complete. You can close this page."
    : "There is nothing to authenticate here: it failed, or another payment method is asked for.";
  return html`<header><h1>3-D Secure</h1></header>
<p role="status">${text}</p>`;
}
