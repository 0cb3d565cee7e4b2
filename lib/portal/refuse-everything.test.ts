import { expect, it } from "vitest";
import { buildPortalView } from "./build-portal-view";
import { makeConfiguration, makeSnapshot, midPeriod } from "./fact-builders";
import { refuseEverything } from "./refuse-everything";
import { wholeScope } from "./session-scope";

const open = buildPortalView({
  session: { id: "bps_1", returnUrl: null, scope: wholeScope, flow: null },
  configuration: makeConfiguration(),
  snapshot: makeSnapshot(),
  now: midPeriod,
});

it("refuses every action there is, under the names it had", () => {
  const [before] = open.subscriptions;
  const [after] = refuseEverything(open, "stripe_unreachable").subscriptions;
  expect(Object.keys(after?.actions ?? {})).toEqual(Object.keys(before?.actions ?? {}));
  expect(Object.values(after?.actions ?? {}).every(({ allowed }) => !allowed)).toBe(true);
  expect(open.billing?.actions.update_customer.allowed).toBe(true);
  expect(refuseEverything(open, "stripe_unreachable").billing).toEqual({
    ...open.billing,
    actions: { update_customer: { allowed: false, reason: "stripe_unreachable" } },
  });
});

it("adds nothing that was not there", () => {
  const bare = {
    ...open,
    subscriptions: open.subscriptions.map((one) => ({ ...one, paymentMethod: null })),
    paymentMethods: null,
    billing: null,
    invoices: null,
  };
  const { subscriptions, ...refused } = refuseEverything(bare, "read_only");
  expect(subscriptions.map(({ paymentMethod }) => paymentMethod)).toEqual([null]);
  expect(refused).toMatchObject({ paymentMethods: null, billing: null, invoices: null });
});

it("leaves the view it was given as it was", () => {
  const before = structuredClone(open);
  refuseEverything(open, "read_only");
  expect(open).toEqual(before);
});

it("refused twice is refused once", () => {
  const once = refuseEverything(open, "read_only");
  expect(refuseEverything(once, "read_only")).toEqual(once);
});
