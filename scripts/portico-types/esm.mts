// Compiled by check.test.ts, never run: what the project of a merchant may write with our types beside Stripe's.
import Stripe from "stripe";
import type { z } from "zod";
import type { extensionSchema } from "../../lib/portal/extension";
import type { sessionOptionsSchema } from "../../lib/portal/session-options";
import type { keptSessionAnswer } from "../../lib/wire/portal-session";
import type {
  PorticoConfiguration,
  PorticoSession,
  PorticoSessionOptions,
} from "../../public/types/portico";

const stripe = new Stripe("psk_test_…", { host: "billing.example.com" });

export async function openPortal(): Promise<boolean | undefined> {
  const params: Stripe.BillingPortal.SessionCreateParams = {
    customer: "cus_1",
    portico: { read_only: true, narrow: { disable: ["subscription_cancel"] } },
  };
  const session: Stripe.BillingPortal.Session = await stripe.billingPortal.sessions.create(params);
  // @ts-expect-error: no option of ours
  await stripe.billingPortal.sessions.create({ customer: "cus_1", portico: { readonly: true } });
  // @ts-expect-error: no parameter of anybody's
  await stripe.billingPortal.sessions.create({ customer: "cus_1", porticos: {} });
  return session.portico?.read_only;
}

export async function configure(): Promise<string | null | undefined> {
  const { id } = await stripe.billingPortal.configurations.create({
    features: { invoice_history: { enabled: true } },
    portico: { subscription_cancel: { message: "We are sorry to see you go." } },
  });
  const changed = await stripe.billingPortal.configurations.update(id, {
    portico: { services: ["app"] },
  });
  // @ts-expect-error: no value of this field
  await stripe.billingPortal.configurations.update(id, { portico: { layout: { actions: "row" } } });
  for await (const one of stripe.billingPortal.configurations.list()) void one.portico?.services;
  return changed.portico?.subscription_cancel?.message;
}

/** Stripe's own types are still there beside ours. */
export type Untouched = [
  Stripe.BillingPortal.SessionCreateParams.FlowData,
  Stripe.BillingPortal.Configuration.Features,
  Stripe.BillingPortal.SessionResource,
  Stripe.BillingPortalSessionCreatedEvent.Data,
];

/** True when each fits into the other, however deep. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** The types say what the schemas say: no more, no less. A key that only one of them has is a difference too. */
type Keys<T> = T extends (infer Item)[]
  ? Keys<Item>[]
  : T extends object
    ? { [Key in keyof T]-?: Keys<NonNullable<T[Key]>> }
    : T;

export const isTrue: readonly true[] = [
  true satisfies Same<PorticoSessionOptions, z.input<typeof sessionOptionsSchema>>,
  true satisfies Same<Keys<PorticoSessionOptions>, Keys<z.input<typeof sessionOptionsSchema>>>,
  true satisfies Same<PorticoConfiguration, z.input<typeof extensionSchema>>,
  true satisfies Same<Keys<PorticoConfiguration>, Keys<z.input<typeof extensionSchema>>>,
  true satisfies Same<
    NonNullable<PorticoSession["state"]>,
    z.output<typeof keptSessionAnswer>["portico"]["state"]
  >,
];
