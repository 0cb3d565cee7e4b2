import type Stripe from "stripe";
import type { Clock } from "./clock";
import { type Account, day, itemOf, unique } from "./harness";

/** How things stand between a customer and the shop. Each phrase takes them on. */
export type Scene = {
  readonly account: Account;
  readonly clock: Clock;
  readonly customer: Stripe.Customer;
  /** The latest subscription of the customer. */
  readonly subscription: Stripe.Subscription;
};
type Begun = Omit<Scene, "subscription">;
type Beginning = (scene: Begun) => Promise<Scene>;
type Phrase = (scene: Scene) => Promise<Scene>;
type Params = Omit<Stripe.SubscriptionCreateParams, "customer" | "items">;

/** An hour a draft, and some time to be paid. */
const settlingSeconds = 2 * 3600;

/**
 * A customer on a test clock and what became of them, read as a sentence:
 * `await aCustomerWho(account, subscribesTo(pro), getsADiscount({ percent_off: 20 }), fallsBehind())`.
 */
export async function aCustomerWho(
  account: Account,
  beginning: Beginning,
  ...phrases: readonly Phrase[]
): Promise<Scene> {
  const clock = await account.clock();
  let scene = await beginning({ account, clock, customer: await account.customer({ clock }) });
  for (const phrase of phrases) scene = await phrase(scene);
  return scene;
}

/** `quantity` counts seats; any parameter of a new subscription may be said. */
export function subscribesTo(
  price: Stripe.Price,
  params: Params & { quantity?: number } = {},
): Beginning {
  const { quantity, ...rest } = params;
  const item = { price: price.id, ...(quantity === undefined ? {} : { quantity }) };
  return async (scene) => ({
    ...scene,
    subscription: await scene.account.subscribe(scene.customer, [item], rest),
  });
}

/** Begins with a trial of so many days. */
export function tries(price: Stripe.Price, days: number): Beginning {
  return (scene) => subscribesTo(price, { trial_end: scene.clock.now + days * day })(scene);
}

/** A coupon of their own on the subscription; it repeats forever unless said. */
export function getsADiscount(terms: Stripe.CouponCreateParams): Phrase {
  return async (scene) => {
    const coupon = await scene.account.stripe.coupons.create({
      id: unique("coupon"),
      duration: "forever",
      ...terms,
    });
    return update(scene, { discounts: [{ coupon: coupon.id }] });
  };
}

/** The card declines from now on, and the renewal is not paid: past due. */
export function fallsBehind(): Phrase {
  return async (scene) => {
    const { stripe } = scene.account;
    const card = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", {
      customer: scene.customer.id,
    });
    await stripe.customers.update(scene.customer.id, {
      invoice_settings: { default_payment_method: card.id },
    });
    const renewal = itemOf(scene.subscription).current_period_end;
    await scene.clock.advanceTo(renewal + settlingSeconds);
    return reread(scene);
  };
}

/** No invoice is collected until they resume; the service goes on. */
export function pausesPayment(): Phrase {
  return (scene) => update(scene, { pause_collection: { behavior: "void" } });
}

export function cancels(): Phrase {
  return async (scene) => {
    await scene.account.stripe.subscriptions.cancel(scene.subscription.id);
    return reread(scene);
  };
}

export function cancelsAtTheEnd(): Phrase {
  return (scene) => update(scene, { cancel_at_period_end: true });
}

/** A schedule that puts the subscription on another price when the period ends. */
export function plansToSwitchTo(price: Stripe.Price): Phrase {
  return async (scene) => {
    const { subscriptionSchedules } = scene.account.stripe;
    const { id, phases } = await subscriptionSchedules.create({
      from_subscription: scene.subscription.id,
    });
    const [present] = phases;
    if (present === undefined) throw new Error("The schedule has no phase.");
    const item = itemOf(scene.subscription);
    const now = { price: item.price.id, quantity: item.quantity ?? 1 };
    await subscriptionSchedules.update(id, {
      phases: [
        { items: [now], start_date: present.start_date, end_date: present.end_date },
        { items: [{ price: price.id, quantity: 1 }], duration: { interval: "month" } },
      ],
    });
    return reread(scene);
  };
}

async function update(scene: Scene, params: Stripe.SubscriptionUpdateParams): Promise<Scene> {
  const { stripe } = scene.account;
  return {
    ...scene,
    subscription: await stripe.subscriptions.update(scene.subscription.id, params),
  };
}

async function reread(scene: Scene): Promise<Scene> {
  const { stripe } = scene.account;
  return { ...scene, subscription: await stripe.subscriptions.retrieve(scene.subscription.id) };
}
