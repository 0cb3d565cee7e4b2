import { randomUUID } from "node:crypto";
import { createCatalogue, createSubscriber } from "@/e2e/fixtures/catalogue";
import { createMerchant } from "@/e2e/fixtures/merchant";

export type Visit = {
  readonly slug: string;
  readonly apiKey: string;
  readonly customer: string;
};

/** A merchant selling Starter at $10.00 a month, and one customer who has it. */
export async function prepareVisit(): Promise<Visit> {
  const merchant = await createMerchant("10.0.0.1");
  const { starterMonthly } = await createCatalogue(merchant.stripe);
  const { customer } = await createSubscriber(merchant.stripe, starterMonthly);
  return { slug: merchant.slug, apiKey: merchant.apiKey, customer: customer.id };
}

/** The same, with so many subscriptions. */
export async function prepareCrowd(subscriptions: number): Promise<Visit> {
  const merchant = await createMerchant("10.0.0.1");
  const { starterMonthly: price } = await createCatalogue(merchant.stripe);
  const { customer } = await createSubscriber(merchant.stripe, price);
  for (let made = 1; made < subscriptions; made += 1) {
    await merchant.stripe.subscriptions.create({ customer: customer.id, items: [{ price }] });
  }
  return { slug: merchant.slug, apiKey: merchant.apiKey, customer: customer.id };
}

/** Asks for a session as the merchant's server does. Gives its link. */
export async function createSession(origin: string, visit: Visit): Promise<string> {
  const response = await fetch(`${origin}/v1/billing_portal/sessions`, {
    method: "POST",
    headers: { Authorization: `Bearer ${visit.apiKey}`, "Idempotency-Key": randomUUID() },
    body: new URLSearchParams({ customer: visit.customer }),
  });
  const body = await response.text();
  if (response.status !== 200)
    throw new Error(`Session create answers ${response.status}: ${body}`);
  return String(JSON.parse(body).url);
}

/** Follows the link as a browser would and gives the session's cookie. */
export async function openSession(link: string): Promise<string> {
  const response = await fetch(link, { redirect: "manual" });
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
  if (cookies.length === 0) throw new Error(`${link} answers ${response.status} without a cookie`);
  return cookies.join("; ");
}
