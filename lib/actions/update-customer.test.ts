import { describe, expect, it } from "vitest";
import { makeScene } from "@/scripts/testing/make-scene";
import { makeConfiguration, makeSnapshot, midPeriod } from "../portal/fact-builders";
import type { CustomerFact } from "../portal/snapshot";
import { stripeCallSchema } from "./calls/stripe-call";
import { updateCustomer } from "./update-customer";

const held = {
  line1: "1 Market St",
  line2: null,
  city: "San Francisco",
  state: "CA",
  postalCode: "94105",
  country: "US",
};
const typed = {
  line1: "1 Market St",
  line2: "",
  city: "San Francisco",
  state: "CA",
  postal_code: "94105",
  country: "US",
};
const nowhere = { line1: "", line2: "", city: "", state: "", postal_code: "", country: "" };

function sceneOf(
  customer: Partial<CustomerFact> = {},
  feature: NonNullable<Parameters<typeof makeConfiguration>[0]>["customer_update"] = {},
) {
  const configuration = makeConfiguration({ customer_update: feature });
  return makeScene({ snapshot: makeSnapshot({ customer }), configuration });
}

async function expectedOf(customer: Partial<CustomerFact>) {
  const { expected } = await updateCustomer.preview(sceneOf(customer), { name: "x" }, midPeriod);
  return expected;
}

describe("the call that changes billing information", () => {
  it.each([
    [{ name: "Grace" }, { name: "Grace" }],
    [
      { name: "", phone: "+1 2" },
      { name: "", phone: "+1 2" },
    ],
    [{ address: typed }, { address: typed }],
    [{ address: nowhere }, { address: "" }],
  ])(
    "is about the session's own customer, and nothing but what was given: %j",
    async (input, params) => {
      const call = await updateCustomer.plan(sceneOf(), input, await expectedOf({}));
      expect(call).toEqual({ method: "customers.update", id: "cus_1", params });
      expect(stripeCallSchema.parse(JSON.parse(JSON.stringify(call)))).toEqual(call);
      expect(updateCustomer.outcome(call, null)).toBe("applied");
      expect(updateCustomer.targetOf(input)).toBeNull();
    },
  );
});

describe("a change is refused", () => {
  it.each([
    ["of a field that is not allowed", { allowed_updates: ["phone"] }, { name: "x" }, "name"],
    ["of one among several", { allowed_updates: ["name"] }, { name: "x", phone: "1" }, "phone"],
    ["of the address", { allowed_updates: ["name"] }, { address: typed }, "address"],
  ] as const)("%s, by name", (_what, feature, input, param) => {
    const scene = sceneOf({}, { allowed_updates: [...feature.allowed_updates] });
    expect(() => updateCustomer.requireAllowed(scene, input)).toThrow(
      expect.objectContaining({ code: "feature_disabled", status: 403, details: { param } }),
    );
  });

  it.each([{ enabled: false }, { allowed_updates: [] }])(
    "where the feature is off: %j",
    (feature) => {
      expect(() => updateCustomer.requireAllowed(sceneOf({}, feature), { name: "x" })).toThrow(
        expect.objectContaining({ code: "feature_disabled", status: 403 }),
      );
    },
  );
});

describe("what is compared at the confirm", () => {
  it.each<Partial<CustomerFact>>([
    { name: "Grace" },
    { phone: "+1" },
    { address: held },
    { address: { ...held, city: "Oakland" } },
  ])("differs when Stripe holds something else: %j", async (customer) => {
    const before = await expectedOf({ address: { ...held, state: null } });
    expect(await expectedOf(customer)).not.toEqual(before);
  });

  it("is the same in whatever order the parts of the address come, and tells nothing of them", async () => {
    const expected = await expectedOf({ address: held });
    const { country, ...rest } = held;
    const turned = { country, ...rest };
    expect(await expectedOf({ address: turned })).toEqual(expected);
    expect(JSON.stringify(expected)).not.toMatch(/Market|Ada/);
  });
});

describe("whether it was done", () => {
  const call = { method: "customers.update", id: "cus_1", params: { name: "x" } } as const;

  it.each([
    [{ name: "Grace" }, { name: "Grace" }, true],
    [{ name: "Ada" }, { name: "Grace" }, false],
    [{ name: null }, { name: "" }, true],
    [{ phone: "+1" }, { phone: "" }, false],
    [{ address: held }, { address: typed }, true],
    [{ address: held }, { address: { ...typed, line2: "2nd floor" } }, false],
    [{ address: null }, { address: nowhere }, true],
    [{ name: "Grace", phone: "+1" }, { name: "Grace", phone: "+2" }, false],
  ])("is seen: %j after %j: %s", (customer, input, done) => {
    expect(updateCustomer.isDone(makeSnapshot({ customer }), input, { ...call })).toBe(done);
  });
});
