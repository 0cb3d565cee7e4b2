// Compiled by check.test.ts, never run: the same from a project of CommonJS.
import Stripe = require("stripe");

import type { PorticoSessionOptions } from "./portico";

const stripe = new Stripe("psk_test_…", { host: "billing.example.com" });
const portico: PorticoSessionOptions = { read_only: true };

export async function openPortal(): Promise<boolean | undefined> {
  const session = await stripe.billingPortal.sessions.create({ customer: "cus_1", portico });
  // @ts-expect-error: no option of ours
  await stripe.billingPortal.sessions.create({ customer: "cus_1", portico: { readonly: true } });
  return session.portico?.read_only;
}

export async function configure(): Promise<string[] | undefined> {
  const params: Stripe.BillingPortal.ConfigurationCreateParams = {
    features: { invoice_history: { enabled: true } },
    portico: { services: ["app"] },
  };
  const made = await stripe.billingPortal.configurations.create(params);
  const changed: Stripe.BillingPortal.Configuration =
    await stripe.billingPortal.configurations.update(made.id, { portico: {} });
  return changed.portico?.services;
}
