import type Stripe from "stripe";
import { z } from "zod";
import { type Flow, flowSchema } from "../portal/flow";
import { configurationAnswer } from "./configuration-answer";
import type { WireConfiguration } from "./portal-configuration";
import { sessionLocales, sessionStatuses } from "./portal-session-params";

type AfterExpiration = Stripe.BillingPortal.Session.AfterExpiration;
type Locale = (typeof sessionLocales)[number];

/** What the serialiser needs; times in Unix seconds. */
export type SerialisableSession = {
  readonly id: string;
  readonly created: number;
  readonly livemode: boolean;
  readonly customer: string;
  readonly customerAccount: string | null;
  /** Its id, or all of it where that was asked for. */
  readonly configuration: string | WireConfiguration;
  readonly returnUrl: string | null;
  readonly locale: string | null;
  readonly onBehalfOf: string | null;
  readonly flow: Flow | null;
  readonly afterExpiration: AfterExpiration | null;
  /** What was given, and of a kept session what became of it; null: nothing to say. */
  readonly portico: object | null;
  readonly url: string;
};

/** Stripe's session, and what only ours has. */
export type WireSession = Stripe.BillingPortal.Session & { portico?: object };

/** A session as Stripe writes one: every field that is always present, present. */
export function serialiseSession(session: SerialisableSession): WireSession {
  const { id, created, livemode, customer, configuration, url, portico } = session;
  return {
    id,
    object: "billing_portal.session",
    after_expiration: session.afterExpiration,
    configuration,
    created,
    customer,
    customer_account: session.customerAccount,
    flow: session.flow,
    livemode,
    locale: localeOf(session.locale),
    on_behalf_of: session.onBehalfOf,
    return_url: session.returnUrl,
    url,
    ...(portico === null ? {} : { portico }),
  };
}

function localeOf(locale: string | null): Locale | null {
  return sessionLocales.find((one) => one === locale) ?? null;
}

/** `after_expiration` as a session shows it and keeps it. */
export function toAfterExpiration(given: {
  type: "customer_login";
  customer_login?: { expires_at?: number | undefined } | undefined;
}): AfterExpiration {
  const { type, customer_login: login } = given;
  return {
    type,
    customer_login: login === undefined ? null : { expires_at: login.expires_at ?? null },
  };
}

const id = z.string();
const seconds = z.int();

/** `after_expiration`, as it is kept too. */
export const afterExpirationSchema = z.strictObject({
  type: z.literal("customer_login"),
  customer_login: z.strictObject({ expires_at: seconds.nullable() }).nullable(),
});

/** What an answer with a session is. */
export const sessionAnswer = z.strictObject({
  id,
  object: z.literal("billing_portal.session"),
  after_expiration: afterExpirationSchema.nullable(),
  configuration: z.union([id, configurationAnswer]),
  created: seconds,
  customer: id,
  customer_account: id.nullable(),
  flow: flowSchema.nullable(),
  livemode: z.boolean(),
  locale: z.enum(sessionLocales).nullable(),
  on_behalf_of: id.nullable(),
  return_url: z.string().nullable(),
  url: z.string(),
  portico: z.looseObject({}).optional(),
});

/** What became of a kept session. */
export const keptSessionAnswer = sessionAnswer.extend({
  portico: z.looseObject({
    state: z.enum(sessionStatuses),
    opened_at: seconds.nullable(),
    last_active_at: seconds.nullable(),
    revoked_at: seconds.nullable(),
    proof: z.string(),
    surface: z.string(),
  }),
});
