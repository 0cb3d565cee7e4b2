import { describe, expect, it } from "vitest";
import { readTable } from "@/scripts/testing/read-table";
import { actionNames } from "./actions";
import { buildPortalView } from "./build-portal-view";
import {
  makeConfiguration,
  makePaymentMethod,
  makeSnapshot,
  makeSubscription,
  midPeriod,
} from "./fact-builders";
import { type Flow, flowTypes } from "./flow";
import { type FlowState, flowStateSchema } from "./flow-state";
import { findAsked, isStepOf, viewFlow } from "./keep-to-flow";
import { wholeScope } from "./session-scope";
import type { FlowView } from "./view";

type After = Flow["after_completion"];
type Confirm = NonNullable<Flow["subscription_update_confirm"]>;

const told: After = {
  type: "hosted_confirmation",
  hosted_confirmation: { custom_message: "Thank you." },
  redirect: null,
};
const pausing: Flow = {
  type: "subscription_pause",
  after_completion: told,
  customer_update: null,
  subscription_cancel: null,
  subscription_pause: { subscription: "sub_1" },
  subscription_update: null,
  subscription_update_confirm: null,
};
const done = { action: "pause_subscription", outcome: "succeeded", at: 7, charged: null };
const open = flowStateSchema.parse({});
const completed: FlowState = { ...open, completed_by: "pint_1", done };

function confirm(over: Partial<Confirm>): Flow {
  const asked = {
    subscription: "sub_1",
    items: [{ id: "si_1", price: "price_pro" }],
    discounts: null,
    ...over,
  };
  return {
    ...pausing,
    type: "subscription_update_confirm",
    subscription_pause: null,
    subscription_update_confirm: asked,
  };
}

describe("what follows on a task", () => {
  const there = { return_url: "https://shop.example/" };
  const home: FlowView["after"] = { type: "portal_homepage" };

  it.each<[string, Partial<After>, FlowView["after"]]>([
    ["a confirmation", {}, { type: "hosted_confirmation", message: "Thank you." }],
    ["one in our words", { hosted_confirmation: null }, { ...words(null) }],
    [
      "another page",
      { type: "redirect", redirect: there },
      { type: "redirect", url: there.return_url },
    ],
    ["a redirect to nowhere", { type: "redirect" }, words("Thank you.")],
    ["an address that is not for it", { redirect: there }, words("Thank you.")],
    ["the portal", { type: "portal_homepage" }, home],
    ["the portal, an address beside", { type: "portal_homepage", redirect: there }, home],
  ])("is %s", (_what, over, after) => {
    const flow = { ...pausing, after_completion: { ...told, ...over } };
    expect(viewFlow({ flow, state: open })?.after).toEqual(after);
  });

  function words(message: string | null): FlowView["after"] {
    return { type: "hosted_confirmation", message };
  }
});

describe("a task", () => {
  const home: Flow = { ...pausing, after_completion: { ...told, type: "portal_homepage" } };

  it.each<[string, Flow, FlowState, Partial<FlowView> | null]>([
    ["begins open", pausing, open, { isCompleted: false, completed: null }],
    ["is over once it was done", pausing, completed, { isCompleted: true, completed: done }],
    ["is not over by what is not kept as done", pausing, { ...open, done }, { completed: null }],
    ["that leads to the portal is one until then", home, open, { isCompleted: false }],
    ["that leads to the portal is none after it", home, completed, null],
  ])("%s", (_what, flow, state, expected) => {
    const seen = viewFlow({ flow, state });
    if (expected === null) expect(seen).toBeNull();
    else expect(seen).toMatchObject(expected);
  });
});

describe("what a session asks to have confirmed", () => {
  const asked = { item: "si_1", quantity: null, coupon: null, promotionCode: null };
  const price = "price_pro";
  const coupon = { coupon: "STAY", promotion_code: null };
  const code = { coupon: null, promotion_code: "promo_1" };

  it.each<[string, Flow, FlowState, object | null]>([
    ["is its price", confirm({}), open, { ...asked, price }],
    [
      "is its number",
      confirm({ items: [{ id: "si_1", price: null, quantity: 3 }] }),
      open,
      { ...asked, price: null, quantity: 3 },
    ],
    ["is its coupon", confirm({ discounts: [coupon] }), open, { ...asked, price, coupon: "STAY" }],
    [
      "is its code",
      confirm({ discounts: [code] }),
      open,
      { ...asked, price, promotionCode: "promo_1" },
    ],
    ["is nothing any more once it was done", confirm({}), completed, null],
    ["is nothing of another task", pausing, open, null],
    ["is nothing without an item", confirm({ items: [] }), open, null],
    ["is nothing of no item by name", confirm({ items: [{ id: null, price }] }), open, null],
  ])("%s", (_what, flow, state, expected) => {
    expect(findAsked({ flow, state })).toEqual(expected);
  });

  it("is nothing where the session has no task", () => {
    expect(findAsked(null)).toBeNull();
  });
});

/** Every action, by the tasks it is a step of. */
const steps = readTable(`
                           | billing | payment | cancel | pause | update | confirm
change_plan                | -       | -       | -      | -     | yes    | yes
change_quantity            | -       | -       | -      | -     | yes    | yes
undo_change                | -       | -       | -      | -     | -      | -
cancel_subscription        | -       | -       | yes    | -     | -      | -
undo_cancel                | -       | -       | -      | -     | -      | -
accept_offer               | -       | -       | yes    | -     | -      | -
decline_offer              | -       | -       | yes    | -     | -      | -
resubscribe                | -       | -       | -      | -     | -      | -
start_subscription         | -       | -       | -      | -     | -      | -
apply_promotion_code       | -       | -       | -      | -     | -      | -
pause_subscription         | -       | -       | -      | yes   | -      | -
resume_subscription        | -       | -       | -      | -     | -      | -
set_default_payment_method | -       | yes     | -      | -     | yes    | yes
add_payment_method         | -       | yes     | -      | -     | yes    | yes
use_payment_method         | -       | yes     | -      | -     | yes    | yes
pay_invoice                | -       | -       | -      | -     | -      | -
update_customer            | yes     | -       | -      | -     | -      | -
confirm_email              | yes     | -       | -      | -     | -      | -
`);
const tasks = {
  billing: "customer_update",
  payment: "payment_method_update",
  cancel: "subscription_cancel",
  pause: "subscription_pause",
  update: "subscription_update",
  confirm: "subscription_update_confirm",
} as const;

describe("the steps of a task", () => {
  it.each(steps)("$name is one as the table says", ({ name, cells }) => {
    const found = Object.entries(tasks).map(([task, type]) => [
      task,
      isStepOf(type, name) ? "yes" : "-",
    ]);
    expect(Object.fromEntries(found)).toEqual(cells);
  });

  it("are said of every action and every task there is", () => {
    expect(steps.map(({ name }) => name).toSorted()).toEqual(actionNames.toSorted());
    expect(Object.values(tasks).toSorted()).toEqual(flowTypes.toSorted());
  });
});

describe("inside a task", () => {
  function look(flow: Flow, state = open) {
    const late = makeSubscription({ status: "past_due" });
    return buildPortalView({
      session: { id: "bps_1", returnUrl: null, scope: wholeScope, flow: { flow, state } },
      configuration: makeConfiguration(),
      snapshot: makeSnapshot({
        subscriptions: [late, { ...late, id: "sub_2" }],
        paymentMethods: [makePaymentMethod({ expMonth: 7, expYear: 2026 })],
      }),
      now: midPeriod,
    });
  }

  it("only what concerns its subscription is worth attention", () => {
    const owed = { kind: "past_due", subscriptionId: "sub_1", payUrl: null };
    expect(look(pausing).attention).toEqual([owed]);
  });

  it.each<[string, Confirm["items"], string | null]>([
    ["another price is a change", [{ id: "si_1", price: "price_pro" }], "price_pro"],
    ["the item's own price is none", [{ id: "si_1", price: "price_starter" }], null],
    ["another item's price is one", [{ id: "si_9", price: "price_starter" }], "price_starter"],
  ])("%s", (_what, items, price) => {
    expect(look(confirm({ items })).flow?.change?.price).toBe(price);
  });

  it("there is no change where none is asked for", () => {
    expect(look(pausing).flow?.change).toBeNull();
  });
});
