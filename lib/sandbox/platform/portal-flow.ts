import type Stripe from "stripe";
import type { Books } from "../books";
import { idOf } from "../documents";
import { requireDocument } from "../find";
import { invalid, noSuchReference } from "../protocol/errors";
import { missingParam } from "../protocol/params";
import type { FlowParams } from "./portal-session-params";

type Flow = Stripe.BillingPortal.Session.Flow;
type Configuration = Stripe.BillingPortal.Configuration;
type Features = Stripe.BillingPortal.Configuration.Features;
type Scene = { books: Books; customer: string; configuration: Configuration };
type Confirm = NonNullable<FlowParams["subscription_update_confirm"]>;

/**
 * A deep link into the portal, as the session shows it. Throws 400 for what the configuration does not
 * offer, for another customer's subscription, and for what would change nothing.
 */
export async function readFlow(scene: Scene, given: FlowParams): Promise<Flow> {
  const { type } = given;
  const blank: Flow = {
    after_completion: readCompletion(given.after_completion),
    customer_update: type === "customer_update" ? {} : null,
    subscription_cancel: null,
    subscription_pause: null,
    subscription_update: null,
    subscription_update_confirm: null,
    type,
  };
  requireFeature(scene.configuration, type);
  switch (type) {
    case "subscription_cancel":
      return { ...blank, subscription_cancel: await readCancel(scene, given.subscription_cancel) };
    case "subscription_pause":
    case "subscription_update":
      return { ...blank, [type]: await readTarget(scene, type, given[type]) };
    case "subscription_update_confirm":
      return {
        ...blank,
        subscription_update_confirm: await readConfirm(scene, given.subscription_update_confirm),
      };
    default:
      return blank;
  }
}

const features: { [T in FlowParams["type"]]: [keyof Features, string] } = {
  customer_update: ["customer_update", "customer update"],
  payment_method_update: ["payment_method_update", "payment method update"],
  subscription_cancel: ["subscription_cancel", "subscription cancel"],
  subscription_pause: ["subscription_pause", "subscription pause"],
  subscription_update: ["subscription_update", "subscription update"],
  subscription_update_confirm: ["subscription_update", "subscription update"],
};

const verbs = { subscription_cancel: "canceled", subscription_pause: "paused" } as const;

function requireFeature(configuration: Configuration, type: FlowParams["type"]): void {
  const [name, words] = features[type];
  if (configuration.features[name].enabled) return;
  const verb =
    type === "subscription_cancel" || type === "subscription_pause" ? verbs[type] : "updated";
  const subject = type.startsWith("subscription") ? "This subscription" : "This customer";
  throw invalid(
    `${subject} cannot be ${verb} because the ${words} feature in the portal configuration is disabled.`,
    "flow_data[type]",
  );
}

/** Without one the customer sees Stripe's own page of confirmation. */
function readCompletion(given: FlowParams["after_completion"]): Flow["after_completion"] {
  const type = given?.type ?? "hosted_confirmation";
  const redirect = given?.redirect ?? null;
  if (type === "redirect" && redirect === null) {
    throw missingParam("flow_data[after_completion][redirect]");
  }
  const message = given?.hosted_confirmation?.custom_message ?? null;
  return {
    hosted_confirmation: type === "hosted_confirmation" ? { custom_message: message } : null,
    redirect: type === "redirect" ? redirect : null,
    type,
  };
}

async function readCancel(scene: Scene, given: FlowParams["subscription_cancel"]) {
  const param = "flow_data[subscription_cancel]";
  const subscription = await requireOwn(scene, given?.subscription, param);
  if (subscription.cancel_at_period_end || subscription.cancel_at !== null) {
    throw invalid(
      `The subscription '${subscription.id}' is already set to be canceled at period end.`,
      `${param}[subscription]`,
    );
  }
  const coupon = given?.retention?.coupon_offer.coupon;
  if (coupon === undefined) return { retention: null, subscription: subscription.id };
  const at = `${param}[retention][coupon_offer][coupon]`;
  await requireDocument(scene.books, "coupon", coupon, at);
  const retention = { coupon_offer: { coupon }, type: "coupon_offer" as const };
  return { retention, subscription: subscription.id };
}

async function readTarget(scene: Scene, type: string, given: { subscription: string } | undefined) {
  const { id } = await requireOwn(scene, given?.subscription, `flow_data[${type}]`);
  return { subscription: id };
}

async function requireOwn(
  { books, customer }: Scene,
  id: string | undefined,
  param: string,
): Promise<Stripe.Subscription> {
  if (id === undefined) throw missingParam(param);
  const at = `${param}[subscription]`;
  const subscription = await requireDocument(books, "subscription", id, at);
  if (idOf(subscription.customer) !== customer) throw noSuchReference("subscription", id, at);
  if (["canceled", "incomplete_expired"].includes(subscription.status)) {
    throw invalid(`The subscription '${id}' has ended.`, at);
  }
  return subscription;
}

async function readConfirm(
  scene: Scene,
  given: Confirm | undefined,
): Promise<Stripe.BillingPortal.Session.Flow.SubscriptionUpdateConfirm> {
  const param = "flow_data[subscription_update_confirm]";
  const subscription = await requireOwn(scene, given?.subscription, param);
  const change = readChange(given?.items, `${param}[items]`);
  const item = subscription.items.data.find(({ id }) => id === change.id);
  if (item === undefined) {
    throw noSuchReference("subscription item", change.id, `${param}[items][0][id]`);
  }
  const { price = item.price.id, quantity = item.quantity } = change;
  const isOther = price !== item.price.id;
  if (isOther) requireOffered(scene.configuration, price, `${param}[items][0][price]`);
  const discounts = await readFlowDiscounts(scene.books, given?.discounts, `${param}[discounts]`);
  if (!isOther && quantity === item.quantity && discounts === null) {
    throw invalid("Cannot update the subscription because there are no changes to confirm.");
  }
  const shown = { id: change.id, price };
  const items = [quantity === undefined ? shown : { ...shown, quantity }];
  return { discounts, items, subscription: subscription.id };
}

/** Exactly one item may be changed. */
function readChange(items: Confirm["items"] | undefined, param: string) {
  const [change, ...more] = items ?? [];
  if (change === undefined) throw missingParam(param);
  if (more.length > 0) throw invalid("Only one item may be specified.", param);
  return change;
}

/** The price must be one of the configuration's. */
function requireOffered(
  { features: { subscription_update: update } }: Configuration,
  id: string,
  param: string,
) {
  if (update.products?.some(({ prices }) => prices.includes(id)) === true) return;
  throw invalid(
    `The price '${id}' is not included in the products of the portal configuration's subscription update feature.`,
    param,
  );
}

async function readFlowDiscounts(books: Books, given: Confirm["discounts"], param: string) {
  if (given === undefined || given.length === 0) return null;
  if (given.length > 1) throw invalid("Only one discount may be specified.", param);
  const [discount] = given;
  const { coupon = null, promotion_code: code = null } = discount ?? {};
  if (coupon !== null) await requireDocument(books, "coupon", coupon, `${param}[0][coupon]`);
  if (code !== null) {
    await requireDocument(books, "promotion_code", code, `${param}[0][promotion_code]`);
  }
  return [{ coupon, promotion_code: code }];
}
