import Stripe from "stripe";

/** What a test made and a real account would keep: ids by object type. */
export type Inventory = {
  /** Told of every answer to a POST. */
  note: (answer: unknown) => void;
  idsOf: (type: string) => readonly string[];
};

type Removal = (stripe: Stripe, id: string) => Promise<unknown>;

/** In the order that leaves nothing behind. Deleting a clock deletes its customers. */
const removals: readonly [type: string, remove: Removal][] = [
  ["test_helpers.test_clock", (stripe, id) => stripe.testHelpers.testClocks.del(id)],
  ["customer", (stripe, id) => stripe.customers.del(id)],
  ["promotion_code", (stripe, id) => stripe.promotionCodes.update(id, { active: false })],
  ["coupon", (stripe, id) => stripe.coupons.del(id)],
  ["product", (stripe, id) => stripe.products.update(id, { active: false, default_price: "" })],
  ["price", (stripe, id) => stripe.prices.update(id, { active: false })],
  ["tax_rate", (stripe, id) => stripe.taxRates.update(id, { active: false })],
  ["billing.meter", (stripe, id) => stripe.billing.meters.deactivate(id)],
  ["billing.feedback_option", (stripe, id) => stripe.billing.feedbackOptions.deactivate(id)],
  [
    "payment_method_configuration",
    (stripe, id) => stripe.paymentMethodConfigurations.update(id, { active: false }),
  ],
  ["webhook_endpoint", (stripe, id) => stripe.webhookEndpoints.del(id)],
  [
    "billing_portal.configuration",
    (stripe, id) => stripe.billingPortal.configurations.update(id, { active: false }),
  ],
  ["account", (stripe, id) => stripe.accounts.del(id)],
];

/** References to what Stripe makes beside the object that was asked for. */
const companions: readonly [type: string, field: string, of: string][] = [
  ["price", "product", "product"],
  ["product", "default_price", "price"],
];

export function createInventory(): Inventory {
  const ids = new Map<string, Set<string>>();
  const keep = (type: string, id: unknown) => {
    if (typeof id === "string") ids.set(type, (ids.get(type) ?? new Set()).add(id));
  };
  return {
    note: (answer) => {
      const object = new Map(Object.entries(answer ?? {}));
      const type = object.get("object");
      if (typeof type !== "string") return;
      keep(type, object.get("id"));
      for (const [owner, field, of] of companions) {
        if (owner === type) keep(of, object.get(field));
      }
    },
    idsOf: (type) => [...(ids.get(type) ?? [])],
  };
}

/** Deletes what can be deleted and archives the rest. Throws at the end for what could not be removed. */
export async function cleanUp(stripe: Stripe, inventory: Inventory): Promise<void> {
  const failures: string[] = [];
  for (const [type, remove] of removals) {
    for (const id of inventory.idsOf(type)) {
      const failure = await attempt(() => remove(stripe, id));
      if (failure !== null) failures.push(`${type} ${id}: ${failure}`);
    }
  }
  if (failures.length > 0) throw new Error(`Not cleaned up:\n${failures.join("\n")}`);
}

async function attempt(removal: () => Promise<unknown>): Promise<string | null> {
  try {
    await removal();
    return null;
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    return isGone(error) ? null : error.message;
  }
}

/** By the test itself, with its clock or with its connected account. */
function isGone({ code, statusCode, message }: Stripe.errors.StripeError): boolean {
  return statusCode === 404 || code === "account_invalid" || /\balready\b/.test(message);
}
