import type Stripe from "stripe";
import { planOf } from "../billing/plan-of";
import { type Context, endpoint } from "../endpoint";
import { requireDocument } from "../find";
import { newId } from "../ids";
import { changed } from "../protocol/address";
import { invalid, noSuchPath } from "../protocol/errors";
import { listPage, pagination, range, rangeOf } from "../protocol/list";
import { changeMetadata } from "../protocol/metadata";
import {
  boolean,
  decimalText,
  emptyable,
  hash,
  integer,
  metadata,
  missingParam,
  required,
  string,
  textOr,
  type Values,
} from "../protocol/params";
import { createPrice } from "./create-price";
import { createProduct, productDataShape } from "./create-product";
import { moveLookupKey } from "./lookup-key";
import { currency } from "./params";
import {
  amount,
  billingScheme,
  interval,
  tiers,
  tiersMode,
  transformation,
  usageType,
} from "./price-params";

const createShape = {
  active: boolean(),
  amount,
  amount_decimal: decimalText(),
  billing_scheme: billingScheme,
  currency: required(currency()),
  id: string(),
  interval: required(interval),
  interval_count: integer(1, 1095),
  metadata: metadata(),
  meter: string(),
  nickname: emptyable(string()),
  product: textOr(string(), hash(productDataShape)),
  tiers,
  tiers_mode: tiersMode,
  transform_usage: transformation,
  trial_period_days: integer(0, 730),
  usage_type: usageType,
};
const planUrl = "/v1/plans/:id";

/** Legacy plans: each is a recurring price, and every recurring price is a plan. */
export const planEndpoints = [
  endpoint("POST", "/v1/plans", createShape, async (call) => {
    const { books, params } = call;
    const id = params.id ?? newId("plan");
    if ((await books.find("price", id)) !== null) {
      throw invalid("Plan already exists.", "id", "resource_already_exists");
    }
    const product = await productOf(call, params.product);
    return planOf(await createPrice(call, priceParams(params, product), id));
  }),
  endpoint("GET", planUrl, {}, async (call) => planOf(await requirePlan(call, call.id))),
  endpoint(
    "POST",
    planUrl,
    {
      active: boolean(),
      metadata: metadata(),
      nickname: emptyable(string()),
      product: string(),
      trial_period_days: emptyable(integer(0, 730)),
    },
    async (call) => {
      const { books, params } = call;
      const before = await requirePlan(call, call.id);
      const product = params.product ?? before.product;
      if (params.product !== undefined) {
        await requireDocument(books, "product", params.product, "product");
      }
      const recurring = before.recurring && {
        ...before.recurring,
        trial_period_days: changed(params.trial_period_days, before.recurring.trial_period_days),
      };
      const price: Stripe.Price = {
        ...before,
        active: changed(params.active, before.active),
        metadata: changeMetadata(before.metadata, params.metadata),
        nickname: changed(params.nickname, before.nickname),
        product,
        recurring,
      };
      await books.put("price", price);
      return planOf(price);
    },
  ),
  endpoint("DELETE", planUrl, {}, async (call) => {
    const price = await requirePlan(call, call.id);
    await moveLookupKey(call.books, { ...price, lookup_key: null }, price.lookup_key, false);
    await call.books.remove("price", price.id);
    return { id: price.id, object: "plan" as const, deleted: true as const };
  }),
  endpoint(
    "GET",
    "/v1/plans",
    { ...pagination, active: boolean(), created: range, product: string() },
    async ({ books, params }) => {
      const { active, product } = params;
      const filter = {
        product,
        created: rangeOf(params.created),
        statuses: active === undefined ? undefined : [active ? "active" : "inactive"],
      };
      const isPlan = (price: Stripe.Price) => price.recurring !== null;
      const page = await listPage(books, "/v1/plans", "price", filter, params, isPlan);
      return { ...page, data: page.data.map(planOf) };
    },
  ),
];

async function requirePlan({ books }: Context, id: string): Promise<Stripe.Price> {
  const price = await books.find("price", id);
  if (price === null || price.recurring === null) throw noSuchPath("plan", id);
  return price;
}

async function productOf(
  context: Context,
  given: Values<typeof createShape>["product"],
): Promise<string> {
  if (given === undefined) throw missingParam("product");
  if (typeof given !== "string") return (await createProduct(context, given, "product[id]")).id;
  return (await requireDocument(context.books, "product", given, "product")).id;
}

function priceParams(params: Values<typeof createShape>, product: string) {
  return {
    active: params.active,
    billing_scheme: params.billing_scheme,
    currency: params.currency,
    metadata: params.metadata,
    nickname: params.nickname,
    product,
    recurring: {
      interval: params.interval,
      interval_count: params.interval_count,
      meter: params.meter,
      trial_period_days: params.trial_period_days,
      usage_type: params.usage_type,
    },
    tiers: params.tiers,
    tiers_mode: params.tiers_mode,
    transform_quantity: params.transform_usage,
    unit_amount: params.amount,
    unit_amount_decimal: params.amount_decimal,
  };
}
