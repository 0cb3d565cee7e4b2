import { PorticoError } from "../errors";
import type { ActionInput } from "../portal/actions";
import { quantityKey } from "../portal/map-items";
import type { Snapshot, SubscriptionFact } from "../portal/snapshot";
import type { PlanPriceView, PlanView } from "../portal/view";
import { intentMark, resubscribeMark } from "../stripe/reshape";
import type { Scene } from "./action";
import type { CallResult } from "./calls/make-call";
import type { StripeCall } from "./calls/stripe-call";
import { chooseQuantities } from "./changes/choose-quantities";
import { requireAddressable } from "./checks/require-change";
import { type FoundCode, findPromotionCode } from "./discounts/find-promotion-code";
import { findMeans, type Means } from "./payment-means";

/** What somebody wants to begin, and what it goes on from. */
export type Wanted = {
  readonly plan: PlanView;
  readonly price: PlanPriceView;
  readonly input: Omit<ActionInput<"start_subscription">, "price">;
  /** Whether a code may be typed. */
  readonly hasCodes: boolean;
  /** The ended subscription whose place it takes; null: it is the first one, or one more. */
  readonly ended: SubscriptionFact | null;
};

type Create = Extract<StripeCall, { method: "subscriptions.create" }>;

/** A subscription that begins, worked out once for the preview and the act alike. */
export type Beginning = Wanted & {
  readonly customer: string;
  readonly items: Create["params"]["items"];
  readonly code: FoundCode | null;
  readonly automaticTax: boolean;
  readonly onBehalfOf: string | null;
  readonly means: Means;
};

/** The chosen price among those on offer. One that is not, and an invented one, answer alike. */
export function requireOffered(
  plans: readonly PlanView[],
  id: string,
): { readonly plan: PlanView; readonly price: PlanPriceView } {
  for (const plan of plans) {
    const price = plan.prices.find((each) => each.id === id);
    if (price !== undefined) return { plan, price };
  }
  throw new PorticoError("feature_disabled", {
    param: "price",
    message: "This plan is not on offer.",
  });
}

/**
 * Whether all that was chosen besides the plan may be had. Throws `quantity_invalid`, `feature_disabled` for what may
 * not be given here, `resource_missing` for a payment method that is not the customer's.
 */
export function requireChoices(scene: Scene, wanted: Wanted): void {
  const { input, price, ended, hasCodes } = wanted;
  chooseQuantities(price.parts, input);
  if (input.promotion_code !== undefined && !hasCodes) {
    throw new PorticoError("feature_disabled", { param: "promotion_code" });
  }
  requireAddressable(scene, { automaticTax: isTaxed(scene, ended) }, input.address);
  if (input.payment_method !== undefined && scene.view.paymentMethods === null) {
    throw new PorticoError("feature_disabled", { param: "payment_method" });
  }
  findMeans(scene.snapshot, input.payment_method, ended);
}

/** Works it out. Throws what `findPromotionCode` throws. */
export async function workOut(scene: Scene, wanted: Wanted): Promise<Beginning> {
  const { input, price, ended } = wanted;
  const quantities = chooseQuantities(price.parts, input);
  const automaticTax = isTaxed(scene, ended);
  const rates = ended === null || automaticTax ? [] : ended.taxRates;
  return {
    ...wanted,
    customer: scene.snapshot.customer.id,
    items: price.parts.map((part) => ({
      price: part.priceId,
      ...(part.metered ? {} : { quantity: quantities[quantityKey(part)] ?? part.quantity ?? 1 }),
      ...(rates.length === 0 ? {} : { tax_rates: [...rates] }),
    })),
    code: await findCode(scene, wanted, quantities),
    automaticTax,
    onBehalfOf: ended === null ? scene.scope.onBehalfOf : ended.onBehalfOf,
    means: findMeans(scene.snapshot, input.payment_method, ended),
  };
}

/** The call that begins it. A decline leaves nothing behind. */
export function callOf(beginning: Beginning): StripeCall {
  const { customer, items, code, automaticTax, onBehalfOf, means, input, ended } = beginning;
  const { address } = input;
  const first = { method: "customers.update" as const, id: customer };
  return {
    method: "subscriptions.create",
    id: customer,
    ...(address === undefined ? {} : { first: { ...first, params: { address } } }),
    params: {
      items,
      ...(code === null ? {} : { discounts: [{ promotion_code: code.id }] }),
      ...(means.own === null ? {} : { default_payment_method: means.own }),
      payment_behavior: "error_if_incomplete",
      ...(automaticTax ? { automatic_tax: { enabled: true } } : {}),
      ...(onBehalfOf === null ? {} : { on_behalf_of: onBehalfOf }),
      ...(ended === null ? {} : { metadata: { [resubscribeMark]: ended.id } }),
    },
  };
}

/** The subscription that a call was to begin, begun or not: its mark names the intent. Null: there is none. */
export function findMade({ subscriptions }: Snapshot, call: StripeCall): SubscriptionFact | null {
  const mark = call.method === "subscriptions.create" ? call.params.metadata?.[intentMark] : null;
  if (mark === undefined || mark === null) return null;
  return subscriptions.data.find(({ begunBy }) => begunBy === mark) ?? null;
}

/** Whether it is there and has begun. */
export function hasBegun(snapshot: Snapshot, call: StripeCall): boolean {
  const made = findMade(snapshot, call);
  return made !== null && !unbegun.has(made.status);
}

/** Not begun yet while the customer's bank wants the first payment confirmed. */
export function outcomeOf(
  _call: StripeCall,
  result: CallResult | null,
): "requires_action" | "applied" {
  return result?.isPending === true ? "requires_action" : "applied";
}

const unbegun = new Set(["incomplete", "incomplete_expired"]);

/** As the subscription whose place it takes; else as the customer's others, or as the plan picker is set. */
function isTaxed({ configuration, snapshot }: Scene, ended: SubscriptionFact | null): boolean {
  if (ended !== null) return ended.automaticTax;
  const others = snapshot.subscriptions.data.some(({ automaticTax }) => automaticTax);
  return others || configuration.portico.plan_picker.automatic_tax;
}

async function findCode(
  scene: Scene,
  { input, price }: Wanted,
  quantities: Readonly<Record<string, number>>,
): Promise<FoundCode | null> {
  if (input.promotion_code === undefined) return null;
  const { subscriptions, invoices } = scene.snapshot;
  const costs = price.parts.map((part) => {
    const quantity = quantities[quantityKey(part)] ?? part.quantity ?? 0;
    return (part.price?.amount ?? 0) * quantity;
  });
  return findPromotionCode(scene, input.promotion_code, {
    products: price.parts.map(({ productId }) => productId),
    currency: price.price?.currency ?? scene.snapshot.customer.currency ?? "",
    amount: costs.reduce((all, cost) => all + cost, 0),
    isFirst: subscriptions.data.length === 0 && invoices.data.length === 0 && !invoices.hasMore,
  });
}
