import type Stripe from "stripe";
import { type Call, endpoint } from "../endpoint";
import { requireDocument } from "../find";
import { newId } from "../ids";
import { listPage, pagination } from "../protocol/list";
import { boolean, hash, oneOf, string, type Values } from "../protocol/params";

type Configuration = Stripe.PaymentMethodConfiguration;

const path = "/v1/payment_method_configurations";
const preferred = hash({
  display_preference: hash({ preference: oneOf("none", "off", "on") }),
});

/** Of Stripe's many kinds, those that the sandbox has. */
const kinds = ["card", "link", "sepa_debit", "us_bank_account"] as const;

const shape = {
  card: preferred,
  link: preferred,
  name: string(100),
  sepa_debit: preferred,
  us_bank_account: preferred,
};

/** Which kinds of payment methods are offered. What a portal configuration names; nothing else looks at it here. */
export const paymentMethodConfigurationEndpoints = [
  endpoint("POST", path, shape, (call) => {
    const blank = Object.fromEntries(kinds.map((kind) => [kind, preferenceFor("none")]));
    const made: Configuration = {
      ...blank,
      id: newId("payment_method_configuration"),
      object: "payment_method_configuration",
      active: true,
      application: null,
      is_default: false,
      livemode: false,
      name: "",
      parent: null,
    };
    return change(call, made);
  }),
  endpoint("GET", path, pagination, ({ books, params }) =>
    listPage(books, path, "payment_method_configuration", {}, params),
  ),
  endpoint("GET", `${path}/:id`, {}, ({ books, id }) =>
    requireDocument(books, "payment_method_configuration", id),
  ),
  endpoint("POST", `${path}/:id`, { ...shape, active: boolean() }, async (call) => {
    const before = await requireDocument(call.books, "payment_method_configuration", call.id);
    const { active = before.active } = call.params;
    return change(call, { ...before, active });
  }),
];

async function change(
  { books, params }: Call<Values<typeof shape>>,
  before: Configuration,
): Promise<Configuration> {
  const after: Configuration = { ...before, name: params.name ?? before.name };
  for (const kind of kinds) {
    const wanted = params[kind]?.display_preference?.preference;
    if (wanted !== undefined) after[kind] = preferenceFor(wanted);
  }
  await books.put("payment_method_configuration", after);
  return after;
}

function preferenceFor(preference: "none" | "off" | "on"): Stripe.PaymentMethodConfiguration.Card {
  const value = preference === "on" ? "on" : "off";
  return {
    available: value === "on",
    display_preference: { overridable: null, preference, value },
  };
}
