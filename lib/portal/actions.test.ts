import { describe, expect, it } from "vitest";
import { actionInputs, actionNames, isActionName } from "./actions";

const noIds: unknown[] = [
  "",
  "sub_",
  "sub",
  "sub_../cus_1",
  "../sub_1",
  "sub_1?expand[]=customer",
  "sub_1/../../customers",
  "sub_1#x",
  "sub_1 ",
  " sub_1",
  "sub_1\n",
  "sub_1\0",
  "sub_%2e%2e",
  "sub_ü",
  "cus_1",
  "SUB_1",
  `sub_${"x".repeat(300)}`,
  "__proto__",
  ["sub_1"],
  { id: "sub_1" },
  1,
  true,
  null,
  undefined,
];

describe("an id", () => {
  it.each(noIds)("is not %j", (subscription) => {
    expect(actionInputs.undo_cancel.safeParse({ subscription }).success).toBe(false);
    expect(actionInputs.cancel_subscription.safeParse({ subscription }).success).toBe(false);
    const change = { subscription, price: "price_1" };
    expect(actionInputs.change_plan.safeParse(change).success).toBe(false);
  });

  it.each(["sub_1", "sub_1A2b3C", "sub_sandbox_12", `sub_${"x".repeat(255)}`])(
    "may be %s",
    (id) => {
      expect(actionInputs.undo_cancel.parse({ subscription: id })).toEqual({ subscription: id });
    },
  );

  it.each(["pm_1", "card_1", "src_1", "ba_1"])(
    "of a payment method may be %s, old kinds too",
    (id) => {
      expect(
        actionInputs.set_default_payment_method.safeParse({ payment_method: id }).success,
      ).toBe(true);
    },
  );

  it.each(["tok_1", "sub_1", "pm_1/detach", "pm_", ["pm_1"]])(
    "of a payment method is not %j",
    (id) => {
      expect(
        actionInputs.set_default_payment_method.safeParse({ payment_method: id }).success,
      ).toBe(false);
    },
  );
});

describe("an input", () => {
  it.each(actionNames)("of %s takes no field it does not name", (name) => {
    const whole = {
      subscription: "sub_1",
      price: "price_1",
      payment_method: "pm_1",
      customer: "cus_2",
    };
    expect(actionInputs[name].safeParse(whole).success).toBe(false);
  });

  it.each([-1, 1.5, "2", 1e21, 99_999_999_999, Number.NaN])(
    "takes no quantity of %s",
    (quantity) => {
      const input = { subscription: "sub_1", price: "price_1", quantity };
      expect(actionInputs.change_plan.safeParse(input).success).toBe(false);
    },
  );

  it("takes a mode of cancelling only from Stripe's two", () => {
    const input = { subscription: "sub_1", mode: "never" };
    expect(actionInputs.cancel_subscription.safeParse(input).success).toBe(false);
  });
});

describe("a reason for leaving", () => {
  const parse = (given: object) =>
    actionInputs.cancel_subscription.safeParse({ subscription: "sub_1", ...given });

  it.each<object>([
    {},
    { feedback: "unused" },
    { comment: "Not for me.\nSorry! 💔" },
    { feedback: "other", comment: "x".repeat(500) },
    { comment: "<b>=1+1</b>" },
  ])("may be %j", (given) => {
    expect(parse(given).success).toBe(true);
  });

  it.each<object>([
    { feedback: "boredom" },
    { feedback: "" },
    { feedback: ["unused"] },
    { feedback: "__proto__" },
    { comment: "x".repeat(501) },
    { comment: "a\0b" },
    { comment: "a\u001b[31m" },
    { comment: "\ud83d" },
    { comment: "\u202ekcab" },
    { comment: ["x"] },
    { reason: "unused" },
  ])("may not be %j", (given) => {
    expect(parse(given).success).toBe(false);
  });
});

describe("billing information", () => {
  const address = {
    line1: "1 Market St",
    line2: "",
    city: "San Francisco",
    state: "CA",
    postal_code: "94105",
    country: "US",
  };
  const nowhere = { ...address, line1: "", city: "", state: "", postal_code: "", country: "" };
  const parse = (given: unknown) => actionInputs.update_customer.safeParse(given);

  it.each<object>([
    { name: "Ada" },
    { name: "" },
    { name: "O'Neill & Söhne <GmbH> 株式会社" },
    { phone: "+1 (415) 555-0100" },
    { phone: "" },
    { address },
    { address: nowhere },
    { name: "Ada", phone: "1", address },
  ])("may be %j", (given) => {
    expect(parse(given).data).toEqual(given);
  });

  it("is taken without the space around it", () => {
    expect(parse({ name: "  Ada  " }).data).toEqual({ name: "Ada" });
  });

  it.each<unknown>([
    {},
    { name: undefined },
    { name: null },
    { name: ["Ada"] },
    { name: "x".repeat(257) },
    { name: "A\nB" },
    { name: "A\0" },
    { name: "A\u202eB" },
    { name: "\udc00" },
    { phone: "call me" },
    { phone: "1".repeat(21) },
    { phone: "+1\n2" },
    { address: "" },
    { address: {} },
    { address: { ...address, country: "XX" } },
    { address: { ...address, country: "us" } },
    { address: { ...address, country: "USA" } },
    { address: { ...address, line1: "x".repeat(201) } },
    { address: { ...address, city: "a\tb" } },
    { address: { ...address, planet: "Earth" } },
    { address: [address] },
    { email: `${"x".repeat(250)}@x.co` },
    { name: "Ada", balance: -1000 },
    { shipping: { address } },
  ])("may not be %j", (given) => {
    expect(parse(given).success).toBe(false);
  });
});

describe("an action's name", () => {
  it.each(actionNames)("may be %s", (name) => {
    expect(isActionName(name)).toBe(true);
  });

  it.each(["", "__proto__", "constructor", "toString", "CHANGE_PLAN", "refund"])(
    "is not %j",
    (name) => {
      expect(isActionName(name)).toBe(false);
    },
  );
});
