import type Stripe from "stripe";
import { configurationSchema, type PortalConfiguration } from "@/lib/portal/configuration";
import type { Permission } from "./random-permission";

/** All of a customer's billing that a portal could change, as Stripe itself tells it. */
export type Holdings = {
  readonly customer: Stripe.Customer | Stripe.DeletedCustomer;
  readonly subscriptions: readonly Stripe.Subscription[];
  readonly invoices: readonly Stripe.Invoice[];
  readonly methods: readonly string[];
};

export async function readHoldings(stripe: Stripe, id: string): Promise<Holdings> {
  const [customer, subscriptions, invoices, methods] = await Promise.all([
    stripe.customers.retrieve(id),
    stripe.subscriptions.list({
      customer: id,
      status: "all",
      limit: 100,
      expand: ["data.schedule"],
    }),
    stripe.invoices.list({ customer: id, limit: 100 }),
    stripe.customers.listPaymentMethods(id),
  ]);
  return {
    customer,
    subscriptions: subscriptions.data,
    invoices: invoices.data,
    methods: methods.data.map((method) => method.id),
  };
}

/**
 * What was changed at Stripe that the configuration does not allow: nothing, as a rule. Written apart from the
 * product's rules and simpler: only what a setting forbids outright.
 */
export function findTrespass(before: Holdings, after: Holdings, permission: Permission): string[] {
  const configuration = configurationSchema.parse(permission);
  const held = new Map(before.subscriptions.map((one) => [one.id, one]));
  return [
    ...after.subscriptions.flatMap((now) => {
      const was = held.get(now.id);
      return was === undefined
        ? judgeNew(now, configuration)
        : judgeChange(was, now, configuration);
    }),
    ...judgeCustomer(before, after, configuration),
    ...judgeInvoices(before, after, configuration),
  ];
}

/** Each sentence with whether it is true; the true ones are trespasses. */
function trespasses(sentences: Readonly<Record<string, boolean>>): string[] {
  return Object.keys(sentences).filter((sentence) => sentences[sentence]);
}

function listed({ features }: PortalConfiguration): string[] {
  return features.subscription_update.products.flatMap(({ prices }) => prices);
}

function judgeNew(now: Stripe.Subscription, configuration: PortalConfiguration): string[] {
  const { subscription_resubscribe: again, plan_picker: picker } = configuration.portico;
  const { subscription_update: update } = configuration.features;
  const onList = listed(configuration);
  const code = again.allow_promotion_code || configuration.portico.promotion_code.enabled;
  return trespasses({
    "a subscription began where none may": !again.enabled && !picker.enabled && !update.enabled,
    "it began on a price that is not on the list": now.items.data.some(
      ({ price }) => !onList.includes(price.id),
    ),
    "it began with a discount nobody may have": now.discounts.length > 0 && !code,
    "it began with more than may be chosen": now.items.data.some(
      (item) => !isPossible(item.price.product, item.quantity ?? 1, 1, configuration),
    ),
  });
}

function judgeChange(
  was: Stripe.Subscription,
  now: Stripe.Subscription,
  configuration: PortalConfiguration,
): string[] {
  const { subscription_update: update, subscription_cancel: cancel } = configuration.features;
  const { subscription_pause: pause } = configuration.features;
  const allowed = update.enabled ? update.default_allowed_updates : [];
  const pricesMoved = pricesOf(was).join() !== pricesOf(now).join();
  const wasDue = was.status === "past_due" || was.status === "unpaid";
  const code = configuration.portico.promotion_code.enabled || allowed.includes("promotion_code");
  const planned = addedTo(plannedPrices(was), plannedPrices(now));
  const unplanned = addedTo(plannedPrices(now), plannedPrices(was));
  return trespasses({
    "a price was changed": pricesMoved && !allowed.includes("price"),
    "to one that is not on the list": addedTo(pricesOf(was), pricesOf(now)).some(
      (price) => !listed(configuration).includes(price),
    ),
    "a change was planned": planned.length > 0 && !update.enabled,
    "for a price that is not on the list": addedTo(pricesOf(now), planned).some(
      (price) => !listed(configuration).includes(price),
    ),
    // What ends before its change has none to wait for.
    "a change was taken back": unplanned.length > 0 && ends(was) === ends(now) && !update.enabled,
    "a quantity was changed": quantityMoved(was, now) && !mayCount(pricesMoved, allowed),
    "to one that may not be chosen": now.items.data.some((item) => {
      const held = was.items.data.find(({ id }) => id === item.id)?.quantity ?? 1;
      return !isPossible(item.price.product, item.quantity ?? 1, held, configuration);
    }),
    "it was cancelled": ends(was) !== ends(now) && !cancel.enabled,
    "it was ended at once":
      was.status !== "canceled" &&
      now.status === "canceled" &&
      cancel.mode !== "immediately" &&
      !wasDue,
    "its end was planned though it ends at once":
      was.cancel_at === null &&
      now.cancel_at !== null &&
      now.status !== "canceled" &&
      cancel.mode === "immediately",
    "it was discounted": now.discounts.length > was.discounts.length && !code,
    "it has two discounts": now.discounts.length > Math.max(1, was.discounts.length),
    "it was paused": !isPaused(was) && isPaused(now) && !pause.enabled,
  });
}

function mayCount(pricesMoved: boolean, allowed: readonly string[]): boolean {
  return allowed.includes("quantity") || (pricesMoved && allowed.includes("price"));
}

/** A number that nobody touched is always possible. */
function isPossible(
  product: Stripe.Price["product"],
  quantity: number,
  held: number,
  { features }: PortalConfiguration,
): boolean {
  if (quantity === held) return true;
  const id = typeof product === "string" ? product : product.id;
  const { products } = features.subscription_update;
  const bounds = products.find((entry) => entry.product === id)?.adjustable_quantity;
  if (bounds === undefined || !bounds.enabled) return false;
  return quantity >= bounds.minimum && quantity <= (bounds.maximum ?? Number.POSITIVE_INFINITY);
}

function judgeCustomer(before: Holdings, after: Holdings, { features }: PortalConfiguration) {
  const { customer: was } = before;
  const { customer: now } = after;
  if (was.deleted || now.deleted) return ["the customer was deleted"];
  const fields = features.customer_update.enabled ? features.customer_update.allowed_updates : [];
  const method = (one: Stripe.Customer) => one.invoice_settings.default_payment_method;
  return trespasses({
    "the name was changed": was.name !== now.name && !fields.includes("name"),
    "the phone was changed": was.phone !== now.phone && !fields.includes("phone"),
    "the email was changed": was.email !== now.email,
    "the default card was changed":
      method(was) !== method(now) && !features.payment_method_update.enabled,
    "a card was taken away": before.methods.some((id) => !after.methods.includes(id)),
  });
}

function judgeInvoices(before: Holdings, after: Holdings, { features }: PortalConfiguration) {
  const paid = (list: Holdings["invoices"]) =>
    list.filter(({ status }) => status === "paid").map(({ id }) => id ?? "");
  const known = before.invoices.map(({ id }) => id ?? "");
  const newlyPaid = addedTo(paid(before.invoices), paid(after.invoices));
  return trespasses({
    "an old invoice was paid":
      newlyPaid.some((id) => known.includes(id)) && !features.invoice_history.enabled,
  });
}

function pricesOf({ items }: Stripe.Subscription): string[] {
  return items.data.map(({ price }) => price.id).sort();
}

/** What its schedule will make of it later. */
function plannedPrices({ schedule }: Stripe.Subscription): string[] {
  if (schedule === null || typeof schedule === "string") return [];
  const [, ...later] = schedule.phases;
  return later.flatMap(({ items }) =>
    items.map(({ price }) => (typeof price === "string" ? price : price.id)),
  );
}

function quantityMoved(was: Stripe.Subscription, now: Stripe.Subscription): boolean {
  return now.items.data.some((item) => {
    const held = was.items.data.find(({ id }) => id === item.id);
    return held !== undefined && held.quantity !== item.quantity;
  });
}

/** When it ends, however that is written. */
function ends(one: Stripe.Subscription): string {
  return one.status === "canceled" ? "ended" : String(one.cancel_at ?? one.cancel_at_period_end);
}

function isPaused({ status, pause_collection: held }: Stripe.Subscription): boolean {
  return status === "paused" || held !== null;
}

function addedTo(before: readonly string[], after: readonly string[]): string[] {
  return after.filter((one) => !before.includes(one));
}
