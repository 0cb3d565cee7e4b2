import type Stripe from "stripe";
import { idOf } from "../documents";
import { type Context, endpoint } from "../endpoint";
import { listLiving, requireCustomer, requireDocument } from "../find";
import { newId } from "../ids";
import { invalid, noSuchPath } from "../protocol/errors";
import { listPage, pagination } from "../protocol/list";
import { missingParam, string, type Values } from "../protocol/params";
import { atTimeOf } from "../time/at-time-of";
import { attachMethod } from "./attach-method";
import { changeMethod, updateShape } from "./change-method";
import {
  findInstrument,
  findTemplate,
  keepMethod,
  markInstrument,
  takeInstrument,
} from "./instrument";
import { makeMethod } from "./make-method";
import { allowRedisplay, methodShape } from "./method-params";
import { anyMethodType } from "./method-words";

const listShape = { ...pagination, allow_redisplay: allowRedisplay, type: anyMethodType };

/** Payment methods: create, attach, detach, retrieve, update, list. */
export const paymentMethodEndpoints = [
  endpoint(
    "POST",
    "/v1/payment_methods",
    { ...methodShape, customer: string(), payment_method: string() },
    async (given) => {
      const { customer = null, payment_method: original } = given.params;
      const call = await atTimeOf(given, customer);
      if (original !== undefined) return copyMethod(call, original, customer);
      return (await makeMethod(call, given.params)).method;
    },
  ),
  endpoint(
    "POST",
    "/v1/payment_methods/:id/attach",
    { customer: string(), customer_account: string() },
    async (given) => {
      const customer = given.params.customer ?? given.params.customer_account;
      if (customer === undefined) throw missingParam("customer");
      return attachMethod(await atTimeOf(given, customer), given.id, customer, undefined);
    },
  ),
  endpoint("POST", "/v1/payment_methods/:id/detach", {}, async (call) => {
    const method = await requireDocument(call.books, "payment_method", call.id);
    const customer = idOf(method.customer);
    if (customer === null) {
      throw invalid(
        "The payment method you provided is not attached to a customer so detachment is impossible.",
      );
    }
    return detachMethod(call, method, customer);
  }),
  endpoint("GET", "/v1/payment_methods/:id", {}, async ({ books, id, now }) => {
    const found = findTemplate(id, now) ?? (await findInstrument(books, id))?.method;
    return found ?? requireDocument(books, "payment_method", id);
  }),
  endpoint("POST", "/v1/payment_methods/:id", updateShape, async ({ books, id, params }) => {
    const before = await requireDocument(books, "payment_method", id);
    const saved = changeMethod(before, params);
    await books.put("payment_method", saved);
    return saved;
  }),
  endpoint(
    "GET",
    "/v1/payment_methods",
    { ...listShape, customer: string(), customer_account: string() },
    async ({ books, params }) => {
      const customer = params.customer ?? params.customer_account;
      if (customer !== undefined) await requireCustomer(books, customer, "customer");
      return listMethods({ books }, "/v1/payment_methods", customer, params);
    },
  ),
  endpoint("GET", "/v1/customers/:id/payment_methods", listShape, async ({ books, id, params }) => {
    await requireCustomer(books, id);
    return listMethods({ books }, `/v1/customers/${id}/payment_methods`, id, params);
  }),
  endpoint("GET", "/v1/customers/:id/payment_methods/:child", {}, async ({ books, id, child }) => {
    await requireCustomer(books, id);
    const method = (await findInstrument(books, child))?.method;
    if (method === undefined || idOf(method.customer) !== id) {
      throw noSuchPath("PaymentMethod", child);
    }
    return method;
  }),
];

/** Without a customer Stripe lists what is attached to nobody's account but ours: here, everything. */
function listMethods(
  { books }: Pick<Context, "books">,
  url: string,
  customer: string | undefined,
  params: Values<typeof listShape>,
) {
  const { allow_redisplay: display, type } = params;
  const filter = { customer, statuses: type === undefined ? undefined : [type] };
  const only = (method: Stripe.PaymentMethod) => method.allow_redisplay === display;
  return listPage(
    books,
    url,
    "payment_method",
    filter,
    params,
    display === undefined ? undefined : only,
  );
}

/** Platforms share methods with accounts so; here the copy stays in the same account. */
async function copyMethod(context: Context, original: string, customer: string | null) {
  const instrument = await takeInstrument(context, original, customer, "payment_method");
  const { method, card } = instrument;
  const copy = { ...method, id: newId("payment_method"), customer: null, created: context.now };
  return (await keepMethod(context, copy, card)).method;
}

async function detachMethod(
  context: Context,
  method: Stripe.PaymentMethod,
  customer: string,
): Promise<Stripe.PaymentMethod> {
  await forgetMethod(context, customer, method.id);
  const instrument = await findInstrument(context.books, method.id);
  if (instrument !== null) await markInstrument(context, instrument, { isSpent: true });
  const detached = { ...method, customer: null };
  await context.books.put("payment_method", detached);
  return detached;
}

/** What is detached can no longer be anyone's default. */
async function forgetMethod({ books }: Context, customerId: string, method: string): Promise<void> {
  const customer = await requireCustomer(books, customerId);
  const settings = customer.invoice_settings;
  if (idOf(settings.default_payment_method) === method) {
    const invoice_settings = { ...settings, default_payment_method: null };
    await books.put("customer", { ...customer, invoice_settings });
  }
  for (const subscription of await listLiving(books, customerId)) {
    if (idOf(subscription.default_payment_method) !== method) continue;
    await books.put("subscription", { ...subscription, default_payment_method: null });
  }
}
