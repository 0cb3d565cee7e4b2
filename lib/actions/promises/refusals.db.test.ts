import { beforeAll, describe, expect, it } from "vitest";
import { actionCases, caseOf } from "@/scripts/testing/action-cases";
import {
  type ActionCase,
  changeFeatures,
  openFor,
} from "@/scripts/testing/action-cases/action-case";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { makeMerchant, type TestMerchant } from "@/scripts/testing/make-merchant";
import { makeCustomer, openSession, type TestCustomer } from "@/scripts/testing/make-session";
import { countTrail } from "@/scripts/testing/trail";
import { blindly, previewOf, tryAction, tryPreview } from "@/scripts/testing/try-action";
import { updateConfiguration } from "@/scripts/testing/update-configuration";
import type { ActionName } from "../../portal/actions";
import { loadSession } from "../../sessions/load-session";
import { previewAction } from "../preview-action";

let sandbox: FaultSandbox;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
});

const nothing = { audit: 0, events: 0, outbox: 0 };

async function setUp(action: ActionCase, merchant?: TestMerchant) {
  const owner = merchant ?? (await makeMerchant(sandbox));
  const customer = await action.makeCustomer(owner);
  const { context } = await openFor(action, owner, customer);
  return { merchant: owner, customer, context, input: action.inputOf(owner, customer) };
}

/** The refusal as text, with the id the customer gave blotted out: what there is left must not differ. */
async function refusalOf(
  { context }: Awaited<ReturnType<typeof setUp>>,
  name: ActionName,
  input: Record<string, unknown>,
  id: string,
): Promise<string[]> {
  const tries = [
    await tryPreview(context, name, input),
    await tryAction(context, name, input, { expected: blindly }),
  ];
  return tries.map((tried) => JSON.stringify(tried).replaceAll(id, "…"));
}

/** Those that name an object, which may be another's. */
const naming = actionCases.flatMap(({ param, ...action }) =>
  param === null ? [] : [{ ...action, param }],
);

describe.each(naming)("$title", (action) => {
  it("answers foreign, unknown and odd ids alike, byte for byte, and touches nothing", async () => {
    const mine = await setUp(action);
    const neighbour = await action.makeCustomer(mine.merchant);
    const elsewhere = await makeMerchant(sandbox);
    const stranger = await action.makeCustomer(elsewhere);
    const idOf = (customer: TestCustomer) => {
      if (action.param === "setup" && "setup" in customer) return String(customer.setup);
      if (action.param === "invoice" && "invoice" in customer) return String(customer.invoice);
      return action.param === "subscription" ? customer.subscription : customer.otherCard;
    };
    const prefix = idOf(neighbour).split("_")[0];
    const ids = [
      idOf(neighbour),
      idOf(stranger),
      `${prefix}_unknown`,
      `${prefix}_${"x".repeat(255)}`,
      `${prefix}____`,
    ];
    const refusals: string[] = [];
    for (const id of ids) {
      const input = { ...mine.input, [action.param]: id };
      refusals.push(...(await refusalOf(mine, action.name, input, id)));
    }
    expect(new Set(refusals)).toHaveLength(1);
    expect(JSON.parse(refusals[0] ?? "")).toMatchObject({
      status: 404,
      error: { error: { code: "resource_missing", param: action.param } },
    });
    expect(mine.merchant.account.writes()).toEqual([]);
    expect(await countTrail(mine.merchant.id)).toEqual(nothing);
    expect(await action.countEffects(mine.merchant, neighbour)).toBe(0);
    expect(await action.countEffects(elsewhere, stranger)).toBe(0);
  });

  it("does not pass on to Stripe what is no id, and finds nothing by it", async () => {
    const { merchant, context, input } = await setUp(action);
    const { seen, writes } = merchant.account;
    const odd = ["", "x", "../customers", "sub_../x", "sub_1?expand=a", "pm_1/x", "cus_1", "sub_é"];
    await expectMissing(`${action.param === "subscription" ? "sub" : "pm"}_unknown`);
    const paths = new Set(seen.map(({ path }) => path.replace(/(?:sub|pm)_unknown$/, "")));
    for (const id of odd) {
      await expectMissing(id);
      const tried = await tryAction(context, action.name, { ...input, [action.param]: id });
      expect(tried.status).toBeGreaterThanOrEqual(400);
      expect(tried.status).toBeLessThan(500);
    }
    expect(seen.filter(({ path }) => !paths.has(path.replace(/\w+_unknown$/, "")))).toEqual([]);
    expect(writes()).toEqual([]);

    /** Past the schema of the door: what the door lets through must be harmless whatever it is. */
    async function expectMissing(id: string) {
      const unparsed = Object.assign({}, input, { [action.param]: id }) as never;
      await expect(previewAction(context, action.name, unparsed)).rejects.toMatchObject({
        code: "resource_missing",
        details: { param: action.param, message: expect.stringMatching(/^No such /) },
      });
    }
  });
});

describe("what a configuration switches off", () => {
  it.each([
    ["change_plan", "subscription_update"],
    ["change_quantity", "subscription_update"],
    ["undo_change", "subscription_update"],
    ["cancel_subscription", "subscription_cancel"],
    ["undo_cancel", "subscription_cancel"],
    ["pause_subscription", "subscription_pause"],
    ["resume_subscription", "subscription_pause"],
    ["set_default_payment_method", "payment_method_update"],
    ["add_payment_method", "payment_method_update"],
    ["use_payment_method", "payment_method_update"],
    ["pay_invoice", "invoice_history"],
    ["update_customer", "customer_update"],
    ["confirm_email", "customer_update"],
  ] as const)("is refused: %s without %s", async (name, feature) => {
    const merchant = await makeMerchant(sandbox, () => ({ [feature]: { enabled: false } }));
    const action = caseOf(name);
    const { context, customer, input } = await setUp(action, merchant);
    const refusal = { status: 403, error: { error: { code: "feature_disabled" } } };
    expect(await tryPreview(context, name, input)).toMatchObject(refusal);
    expect(await tryAction(context, name, input, { expected: blindly })).toMatchObject(refusal);
    expect(merchant.account.writes()).toEqual([]);
    expect(await action.countEffects(merchant, customer)).toBe(0);
    expect(await countTrail(merchant.id)).toEqual(nothing);
  });

  it.each(["accept_offer", "decline_offer"] as const)(
    "is refused: %s, once its session is there and cancelling is switched off",
    async (name) => {
      const action = caseOf(name);
      const merchant = await makeMerchant(sandbox);
      const customer = await action.makeCustomer(merchant);
      const { accessToken } = await openFor(action, merchant, customer);
      await changeFeatures(merchant, ({ subscription_cancel }) => ({
        subscription_cancel: { ...subscription_cancel, enabled: false },
      }));
      const context = await loadSession(accessToken);
      const input = action.inputOf(merchant, customer);
      const refusal = { status: 403, error: { error: { code: "feature_disabled" } } };
      expect(await tryPreview(context, name, input)).toMatchObject(refusal);
      expect(await tryAction(context, name, input, { expected: blindly })).toMatchObject(refusal);
      expect(merchant.account.writes()).toEqual([]);
      expect(await action.countEffects(merchant, customer)).toBe(0);
      expect(await countTrail(merchant.id)).toEqual(nothing);
    },
  );

  it("is refused when plan changes are on, but not of the price", async () => {
    const merchant = await makeMerchant(sandbox, (listed) => ({
      subscription_update: { ...listed, default_allowed_updates: ["quantity"] },
    }));
    const { context, input } = await setUp(caseOf("change_plan"), merchant);
    const tried = await tryAction(context, "change_plan", input, { expected: blindly });
    expect(tried).toMatchObject({ status: 403, error: { error: { code: "feature_disabled" } } });
    expect(merchant.account.writes()).toEqual([]);
  });
});

describe("a cancellation", () => {
  it.each([
    ["at_period_end", "immediately"],
    ["immediately", "at_period_end"],
  ] as const)("that the merchant has %s cannot be had %s", async (configured, wished) => {
    const merchant = await makeMerchant(sandbox, () => ({
      subscription_cancel: { mode: configured },
    }));
    const { context, input, customer } = await setUp(caseOf("cancel_subscription"), merchant);
    const refusal = { status: 403, error: { error: { code: "feature_disabled", param: "mode" } } };
    const smuggled = { ...input, mode: wished };
    expect(await tryPreview(context, "cancel_subscription", smuggled)).toMatchObject(refusal);
    const expected = (await previewOf(context, "cancel_subscription", input)).expected;
    const tried = await tryAction(context, "cancel_subscription", smuggled, { expected });
    expect(tried).toMatchObject(refusal);
    expect(merchant.account.writes()).toEqual([]);
    const { stripe } = merchant.account;
    const { status, cancel_at } = await stripe.subscriptions.retrieve(customer.subscription);
    expect([status, cancel_at]).toEqual(["active", null]);
  });

  it("is refused when it was switched off after it was shown", async () => {
    const merchant = await makeMerchant(sandbox);
    const action = caseOf("cancel_subscription");
    const customer = await action.makeCustomer(merchant);
    const { context, accessToken } = await openSession(merchant, customer.id);
    const input = action.inputOf(merchant, customer);
    const { expected } = await previewOf(context, "cancel_subscription", input);
    const { features, ...rest } = context.configuration;
    const subscription_cancel = { ...features.subscription_cancel, enabled: false };
    const document = { ...rest, features: { ...features, subscription_cancel } };
    await updateConfiguration(merchant.id, false, context.configurationId, { document });
    const again = await loadSession(accessToken);
    const tried = await tryAction(again, "cancel_subscription", input, { expected });
    expect(tried).toMatchObject({ status: 403, error: { error: { code: "feature_disabled" } } });
    expect(merchant.account.writes()).toEqual([]);
  });

  it("ends at once where the merchant has it so, with one call under the intent's key", async () => {
    const merchant = await makeMerchant(sandbox, () => ({
      subscription_cancel: { mode: "immediately" },
    }));
    const { context, input, customer } = await setUp(caseOf("cancel_subscription"), merchant);
    const tried = await tryAction(context, "cancel_subscription", {
      ...input,
      mode: "immediately",
    });
    expect(tried).toMatchObject({ status: 200, answer: { outcome: "applied" } });
    const { stripe, writes } = merchant.account;
    expect((await stripe.subscriptions.retrieve(customer.subscription)).status).toBe("canceled");
    if (!("answer" in tried)) throw new Error("refused");
    expect(writes()).toEqual([
      expect.objectContaining({ method: "DELETE", key: tried.answer.intent }),
    ]);
  });
});

describe("a reason for leaving", () => {
  const offered = ["other", "unused"] as const;
  const asking = (mode: "at_period_end" | "immediately") => () => ({
    subscription_cancel: {
      mode,
      cancellation_reason: { enabled: true, options: [...offered] },
    },
  });

  it.each(["at_period_end", "immediately"] as const)(
    "goes to Stripe with an end %s",
    async (mode) => {
      const merchant = await makeMerchant(sandbox, asking(mode));
      const { context, input, customer } = await setUp(caseOf("cancel_subscription"), merchant);
      const given = { ...input, feedback: "unused", comment: "Not for me.\n<b>Bye</b>" };
      const tried = await tryAction(context, "cancel_subscription", given);
      expect(tried).toMatchObject({ status: 200 });
      const { stripe } = merchant.account;
      const { cancellation_details: held } = await stripe.subscriptions.retrieve(
        customer.subscription,
      );
      expect(held).toMatchObject({ feedback: "unused", comment: "Not for me.\n<b>Bye</b>" });
    },
  );

  it("need not be given", async () => {
    const merchant = await makeMerchant(sandbox, asking("at_period_end"));
    const { context, input } = await setUp(caseOf("cancel_subscription"), merchant);
    const tried = await tryAction(context, "cancel_subscription", input);
    expect(tried).toMatchObject({ answer: { outcome: "scheduled" } });
  });

  it.each([
    ["that is not on offer", { feedback: "too_complex" }, 400, "parameter_invalid", "feedback"],
    ["of nobody's", { feedback: "boredom" }, 400, "parameter_invalid", "feedback"],
    ["that is a list", { feedback: ["unused"] }, 400, "parameter_invalid", "feedback"],
    ["of 501 letters", { comment: "x".repeat(501) }, 400, "parameter_invalid", "comment"],
    ["with a NUL", { comment: "a\0b" }, 400, "parameter_invalid", "comment"],
    ["under another name", { reason: "unused" }, 400, "parameter_unknown", "reason"],
  ])("%s is refused, and nothing is canceled", async (_what, given, status, code, param) => {
    const merchant = await makeMerchant(sandbox, asking("at_period_end"));
    const { context, input, customer } = await setUp(caseOf("cancel_subscription"), merchant);
    const { expected } = await previewOf(context, "cancel_subscription", input);
    const tried = await tryAction(
      context,
      "cancel_subscription",
      { ...input, ...given },
      { expected },
    );
    expect(tried).toMatchObject({ status, error: { error: { code, param } } });
    expect(await caseOf("cancel_subscription").countEffects(merchant, customer)).toBe(0);
    expect(merchant.account.writes()).toEqual([]);
  });

  it.each([
    [{ feedback: "unused" }, "feedback"],
    [{ comment: "Bye" }, "comment"],
  ])("is not taken where none is asked for: %j", async (given, param) => {
    const { merchant, context, input } = await setUp(caseOf("cancel_subscription"));
    const { expected } = await previewOf(context, "cancel_subscription", input);
    const tried = await tryAction(
      context,
      "cancel_subscription",
      { ...input, ...given },
      { expected },
    );
    expect(tried).toMatchObject({
      status: 403,
      error: { error: { code: "feature_disabled", param } },
    });
    expect(merchant.account.writes()).toEqual([]);
  });
});

describe("billing information", () => {
  const address = {
    line1: "Weg 1",
    line2: "",
    city: "Berlin",
    state: "",
    postal_code: "10115",
    country: "DE",
  };

  it("is changed field by field; what is empty is unset, what is left out stays", async () => {
    const { merchant, context, customer } = await setUp(caseOf("update_customer"));
    const held = () => merchant.account.stripe.customers.retrieve(customer.id);
    const change = (input: object) => tryAction(context, "update_customer", input);
    expect(await change({ phone: "+49 30 1", address })).toMatchObject({ status: 200 });
    expect(await held()).toMatchObject({
      name: "Ada",
      email: "ada@example.com",
      phone: "+49 30 1",
      address: { line1: "Weg 1", line2: null, city: "Berlin", postal_code: "10115", country: "DE" },
    });
    const nothing = Object.fromEntries(Object.keys(address).map((part) => [part, ""]));
    expect(await change({ phone: "", address: nothing })).toMatchObject({
      answer: { view: { billing: { name: "Ada", phone: null, address: null } } },
    });
    expect(await held()).toMatchObject({ name: "Ada", phone: null, address: null });
  });

  it.each([
    [["phone"], { name: "Eve" }, "name"],
    [["name"], { name: "Eve", address }, "address"],
    [["email", "shipping", "tax_id"], { phone: "1" }, undefined],
  ] as const)(
    "of which only %j may be changed is not changed by %j",
    async (allowed, input, param) => {
      const merchant = await makeMerchant(sandbox, () => ({
        customer_update: { allowed_updates: [...allowed] },
      }));
      const { context, customer } = await setUp(caseOf("update_customer"), merchant);
      const code = "feature_disabled";
      const refusal = { status: 403, error: { error: param ? { code, param } : { code } } };
      expect(await tryPreview(context, "update_customer", input)).toMatchObject(refusal);
      const tried = await tryAction(context, "update_customer", input, { expected: blindly });
      expect(tried).toMatchObject(refusal);
      expect(merchant.account.writes()).toEqual([]);
      expect(await merchant.account.stripe.customers.retrieve(customer.id)).toMatchObject({
        name: "Ada",
      });
    },
  );

  it.each([
    [{ email: "eve@example.com", name: "Eve" }, "parameters_exclusive", "email"],
    [{ name: "Eve", balance: -1000 }, "parameter_unknown", "balance"],
    [{ name: "a\0b" }, "parameter_invalid", "name"],
    [{ phone: "call me" }, "parameter_invalid", "phone"],
    [{ address: { ...address, country: "XX" } }, "parameter_invalid", "address[country]"],
    [{ address: { ...address, line2: undefined } }, "parameter_missing", "address[line2]"],
    [{}, "parameter_invalid", undefined],
  ])("is not changed by %j", async (input, code, param) => {
    const { merchant, context } = await setUp(caseOf("update_customer"));
    const tried = await tryAction(context, "update_customer", input, { expected: blindly });
    expect(tried).toMatchObject({
      status: 400,
      error: { error: param ? { code, param } : { code } },
    });
    expect(merchant.account.writes()).toEqual([]);
  });
});

describe("a plan change", () => {
  it("answers prices that are not on the list like prices that are not at all", async () => {
    const mine = await setUp(caseOf("change_plan"));
    const { prices } = mine.merchant;
    const elsewhere = await makeMerchant(sandbox);
    const refusals: string[] = [];
    for (const price of [prices.unlisted, elsewhere.prices.pro, "price_invented"]) {
      refusals.push(...(await refusalOf(mine, "change_plan", { ...mine.input, price }, price)));
    }
    expect(new Set(refusals)).toHaveLength(1);
    expect(JSON.parse(refusals[0] ?? "")).toMatchObject({
      status: 403,
      error: { error: { code: "feature_disabled", param: "price" } },
    });
    expect(mine.merchant.account.writes()).toEqual([]);
  });

  it("answers items of others like items that are not at all", async () => {
    const mine = await setUp(caseOf("change_plan"));
    const neighbour = await makeCustomer(mine.merchant);
    const stranger = await makeCustomer(await makeMerchant(sandbox));
    const second = await mine.merchant.account.stripe.subscriptions.create({
      customer: mine.customer.id,
      items: [{ price: mine.merchant.prices.starter }],
    });
    const ownOther = second.items.data[0]?.id ?? "";
    const refusals: string[] = [];
    for (const item of [neighbour.item, stranger.item, ownOther, "si_unknown"]) {
      refusals.push(...(await refusalOf(mine, "change_plan", { ...mine.input, item }, item)));
    }
    expect(new Set(refusals)).toHaveLength(1);
    expect(JSON.parse(refusals[0] ?? "")).toMatchObject({
      status: 404,
      error: { error: { code: "resource_missing", param: "item" } },
    });
    const own = { ...mine.input, item: mine.customer.item };
    expect(await tryPreview(mine.context, "change_plan", own)).toMatchObject({ status: 200 });
    expect(mine.merchant.account.writes()).toEqual([]);
  });

  it("does not change the quantity, and takes the present one", async () => {
    const { merchant, context, input, customer } = await setUp(caseOf("change_plan"));
    for (const quantity of [2, 100]) {
      const smuggled = { ...input, quantity };
      const refusal = {
        status: 400,
        error: { error: { code: "quantity_invalid", param: "quantity" } },
      };
      expect(await tryPreview(context, "change_plan", smuggled)).toMatchObject(refusal);
      const { expected } = await previewOf(context, "change_plan", input);
      const tried = await tryAction(context, "change_plan", smuggled, { expected });
      expect(tried).toMatchObject(refusal);
    }
    expect(merchant.account.writes()).toEqual([]);
    const same = await tryAction(context, "change_plan", { ...input, quantity: 1 });
    expect(same).toMatchObject({ answer: { outcome: "applied" } });
    const { stripe } = merchant.account;
    const { items } = await stripe.subscriptions.retrieve(customer.subscription);
    expect(items.data).toMatchObject([{ quantity: 1, price: { id: merchant.prices.pro } }]);
  });

  it("to the price it is on already is refused", async () => {
    const { merchant, context, input } = await setUp(caseOf("change_plan"));
    const same = { ...input, price: merchant.prices.starter };
    const tried = await tryAction(context, "change_plan", same, { expected: blindly });
    expect(tried).toMatchObject({ status: 400, error: { error: { param: "price" } } });
    expect(merchant.account.writes()).toEqual([]);
  });

  it.each(["pro", "proYear"] as const)("to %s charges what the preview showed", async (plan) => {
    const { merchant, context, input, customer } = await setUp(caseOf("change_plan"));
    const chosen = { ...input, price: merchant.prices[plan] };
    const { preview, expected } = await previewOf(context, "change_plan", chosen);
    if (preview.kind !== "change_plan") throw new Error("another preview");
    const tried = await tryAction(context, "change_plan", chosen, { expected });
    expect(tried).toMatchObject({ answer: { outcome: "applied" } });
    const { stripe } = merchant.account;
    const [invoice] = (await stripe.invoices.list({ customer: customer.id, limit: 1 })).data;
    expect(invoice?.billing_reason).toBe("subscription_update");
    expect(invoice?.amount_due).toBe(preview.dueNow.amount);
    expect(preview.dueNow.amount).toBeGreaterThan(0);
    const lines = invoice?.lines.data.map(({ amount, description }) => ({ amount, description }));
    expect(lines).toEqual(
      preview.lines.map(({ amount, description }) => ({ amount: amount.amount, description })),
    );
  });

  it("is refused with its reason while Stripe's state stands against it", async () => {
    const { merchant, context, input, customer } = await setUp(caseOf("change_plan"));
    const { stripe } = merchant.account;
    await stripe.subscriptions.update(customer.subscription, { cancel_at: "min_period_end" });
    const tried = await tryAction(context, "change_plan", input, { expected: blindly });
    expect(tried).toMatchObject({
      status: 409,
      error: { error: { code: "subscription_state" }, reason: "cancellation_scheduled" },
    });
    await stripe.subscriptions.cancel(customer.subscription);
    const later = await tryAction(context, "change_plan", input, { expected: blindly });
    expect(later).toMatchObject({ status: 409, error: { reason: "subscription_ended" } });
    expect(merchant.account.writes()).toEqual([]);
  });

  it("without a card to charge is refused for that reason, and changes nothing", async () => {
    const action = caseOf("change_plan");
    const { merchant, context, input, customer } = await setUp(action);
    const { stripe } = merchant.account;
    for (const card of [customer.card, customer.otherCard])
      await stripe.paymentMethods.detach(card);
    const tried = await tryAction(context, "change_plan", input);
    expect(tried).toMatchObject({ status: 402, error: { error: { code: "card_declined" } } });
    expect(await action.countEffects(merchant, customer)).toBe(0);
    expect(await countTrail(merchant.id)).toEqual({ audit: 1, events: 0, outbox: 0 });
  });
});
