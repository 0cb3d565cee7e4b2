import { describe, expect, it } from "vitest";
import { readTable } from "@/scripts/testing/read-table";
import { buildPortalView } from "../build-portal-view";
import { configurationSchema, type PortalConfiguration } from "../configuration";
import {
  makeInvoice,
  makeItem,
  makePaymentMethod,
  makePrice,
  makeProduct,
  makeSnapshot,
  makeSubscription,
  midPeriod,
  periodEnds,
} from "../fact-builders";
import type { Flow } from "../flow";
import { type FlowState, flowStateSchema, type SessionFlow } from "../flow-state";
import { serviceSchema } from "../service";
import { type SessionScope, wholeScope } from "../session-scope";
import type { CouponFact, SubscriptionFact } from "../snapshot";
import type { Allowance, PortalView, ReasonCode } from "../view";
import { type RuleBook, ruleBook } from "./rule-book";

/** What the cells mean. The tables below are written by hand, from what was promised and not from what is coded. */
const meanings: Readonly<Record<string, ReasonCode | "yes">> = {
  yes: "yes",
  off: "feature_disabled",
  over: "subscription_ended",
  ending: "cancellation_scheduled",
  noend: "no_cancellation_scheduled",
  foreign: "schedule_attached",
  planned: "change_scheduled",
  noplan: "no_change_scheduled",
  pending: "change_pending",
  several: "several_items",
  metered: "metered",
  invoiced: "invoiced",
  due: "past_due",
  paused: "paused",
  running: "not_paused",
  open: "incomplete",
  fixed: "quantity_fixed",
  living: "not_ended",
  one: "discount_exists",
  trial: "trialing",
  only: "no_other_plan",
  nooffer: "no_offer",
  used: "offer_used",
  flow: "outside_flow",
  done: "flow_completed",
  look: "read_only",
  away: "stripe_unreachable",
  same: "already_default",
  nothing: "nothing_due",
  has: "already_subscribed",
  gone: "not_on_offer",
};

/** The columns, by the action they stand for. */
const actions = {
  plan: ({ subscriptions: [one] }) => one?.actions.change_plan,
  seats: ({ subscriptions: [one] }) => one?.actions.change_quantity,
  undo: ({ subscriptions: [one] }) => one?.actions.undo_change,
  cancel: ({ subscriptions: [one] }) => one?.actions.cancel_subscription,
  keep: ({ subscriptions: [one] }) => one?.actions.undo_cancel,
  offer: ({ subscriptions: [one] }) => one?.actions.accept_offer,
  again: ({ subscriptions: list }) =>
    (list.find(({ status }) => status === "canceled") ?? list[0])?.actions.resubscribe,
  code: ({ subscriptions: [one] }) => one?.actions.apply_promotion_code,
  pause: ({ subscriptions: [one] }) => one?.actions.pause_subscription,
  resume: ({ subscriptions: [one] }) => one?.actions.resume_subscription,
  start: ({ actions }) => actions.start_subscription,
  add: ({ addPaymentMethod }) => addPaymentMethod,
  card: ({ paymentMethods }) => paymentMethods?.[0]?.actions.set_default_payment_method,
  own: ({ subscriptions: [one] }) => one?.paymentMethod?.actions.set_default_payment_method,
  pay: ({ invoices }) => invoices?.list[0]?.actions.pay_invoice,
  bill: ({ billing }) => billing?.actions.update_customer,
} as const satisfies Record<string, (view: PortalView) => Allowance<unknown> | undefined>;

type Column = keyof typeof actions;
type Case = {
  readonly name: string;
  readonly view: (book: RuleBook) => PortalView;
  readonly expected: Readonly<Partial<Record<Column, string>>>;
};

/** Everything a merchant can switch on, but for a second subscription beside the first. */
const everything = {
  features: {
    subscription_update: {
      enabled: true,
      default_allowed_updates: ["price", "quantity", "promotion_code"],
      products: [
        {
          product: "prod_starter",
          prices: ["price_starter"],
          adjustable_quantity: { enabled: true, minimum: 1, maximum: 20 },
        },
        { product: "prod_pro", prices: ["price_pro", "price_pro_year"] },
      ],
    },
    subscription_pause: { enabled: true, duration: { type: "indefinite" } },
  },
  portico: {
    subscription_resubscribe: { enabled: true },
    promotion_code: { enabled: true },
  },
} as const;

type Json = { readonly [key: string]: unknown };

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `everything` with `over` laid on it, field by field. */
function configure(over: Json = {}): PortalConfiguration {
  const lay = (under: Json, top: Json): Json => ({
    ...under,
    ...Object.fromEntries(
      Object.entries(top).map(([key, value]) => {
        const held = under[key];
        return [key, isJson(held) && isJson(value) ? lay(held, value) : value];
      }),
    ),
  });
  return configurationSchema.parse(lay(everything, over));
}

const coupon: CouponFact = {
  id: "STAY",
  name: "Stay",
  valid: true,
  percentOff: 20,
  amountOff: null,
  duration: "repeating",
  months: 3,
};
const discount = { id: "di_1", coupon, promotionCodeId: null, endsAt: null };
const pro = makePrice({ id: "price_pro", productId: "prod_pro", unitAmount: 3000 });
const soon = { at: periodEnds, items: [{ priceId: "price_pro", quantity: 1 }] };

/** Subscriptions in every state that is told apart. */
const states: Readonly<Record<string, Partial<SubscriptionFact>>> = {
  active: {},
  trialing: { status: "trialing", trialEnd: periodEnds },
  incomplete: { status: "incomplete" },
  "incomplete, too late": { status: "incomplete_expired" },
  "past due": { status: "past_due" },
  unpaid: { status: "unpaid" },
  "paused, flexible": { status: "paused", billingMode: "flexible" },
  "paused, classic": { collectionPaused: true },
  canceled: { status: "canceled", endedAt: midPeriod },
  "ending at period end": { cancelAtPeriodEnd: true },
  "ending on a day": { cancelAt: periodEnds + 86_400 },
  "a schedule of somebody else's": { scheduleId: "sub_sched_1" },
  "a change by somebody else's schedule": {
    scheduleId: "sub_sched_1",
    scheduled: { ...soon, isOurs: false },
  },
  "our own change at period end": {
    scheduleId: "sub_sched_1",
    isScheduleOurs: true,
    scheduled: { ...soon, isOurs: true },
  },
  "a change that waits for its payment": { pendingUpdate: { expiresAt: periodEnds } },
  "paid by invoice": { collectionMethod: "send_invoice" },
  "paid by invoice and paused": { collectionMethod: "send_invoice", status: "paused" },
  "paid by invoice, flexible": { collectionMethod: "send_invoice", billingMode: "flexible" },
  "paused and ending": { collectionPaused: true, cancelAt: periodEnds },
  "paused, and resumed already": {
    status: "paused",
    billingMode: "flexible",
    pendingUpdate: { expiresAt: periodEnds },
  },
  "billed by use": {
    items: [
      makeItem({
        price: makePrice({ id: "price_usage", productId: "prod_usage", usageType: "metered" }),
        quantity: null,
      }),
    ],
  },
  "two items that are no tier": {
    items: [makeItem(), makeItem({ id: "si_2", price: pro })],
  },
  "a product without seats": { items: [makeItem({ price: pro })] },
  discounted: { discounts: [discount] },
  "a status nobody knows": { status: "frozen" },
};

/** Everything is on: what may be done depends on Stripe's state alone. */
const byState = readTable(`
                                     | plan    | seats   | undo   | cancel  | keep    | offer   | again  | code    | pause   | resume
active                               | yes     | yes     | noplan | yes     | noend   | nooffer | living | yes     | yes     | running
trialing                             | yes     | yes     | noplan | yes     | noend   | nooffer | living | yes     | trial   | running
incomplete                           | open    | open    | noplan | yes     | noend   | nooffer | living | open    | open    | running
incomplete, too late                 | over    | over    | over   | over    | over    | nooffer | yes    | over    | over    | over
past due                             | due     | due     | noplan | yes     | noend   | nooffer | living | yes     | due     | running
unpaid                               | due     | due     | noplan | yes     | noend   | nooffer | living | yes     | due     | running
paused, flexible                     | paused  | paused  | noplan | yes     | noend   | nooffer | living | paused  | paused  | yes
paused, classic                      | paused  | paused  | noplan | yes     | noend   | nooffer | living | paused  | paused  | yes
canceled                             | over    | over    | over   | over    | over    | nooffer | yes    | over    | over    | over
ending at period end                 | ending  | ending  | noplan | ending  | yes     | nooffer | living | ending  | ending  | running
ending on a day                      | ending  | ending  | noplan | ending  | yes     | nooffer | living | ending  | ending  | running
a schedule of somebody else's        | foreign | foreign | noplan | foreign | foreign | nooffer | living | foreign | foreign | running
a change by somebody else's schedule | foreign | foreign | noplan | foreign | foreign | nooffer | living | foreign | foreign | running
our own change at period end         | planned | planned | yes    | yes     | noend   | nooffer | living | planned | planned | running
a change that waits for its payment  | pending | pending | noplan | yes     | noend   | nooffer | living | pending | pending | running
paid by invoice                      | invoiced | invoiced | noplan | yes  | noend   | nooffer | living | yes     | yes     | running
paid by invoice and paused           | paused  | paused  | noplan | yes     | noend   | nooffer | living | paused  | paused  | invoiced
paid by invoice, flexible            | invoiced | invoiced | noplan | yes  | noend   | nooffer | living | yes     | invoiced | running
paused and ending                    | paused  | paused  | noplan | ending  | yes     | nooffer | living | paused  | paused  | ending
paused, and resumed already          | paused  | paused  | noplan | yes     | noend   | nooffer | living | paused  | paused  | pending
billed by use                        | metered | fixed   | noplan | yes     | noend   | nooffer | living | yes     | yes     | running
two items that are no tier           | several | yes     | noplan | yes     | noend   | nooffer | living | yes     | yes     | running
a product without seats              | yes     | fixed   | noplan | yes     | noend   | nooffer | living | yes     | yes     | running
discounted                           | yes     | yes     | noplan | yes     | noend   | nooffer | living | one     | yes     | running
a status nobody knows                | yes     | yes     | noplan | yes     | noend   | nooffer | living | yes     | yes     | running
`);

/** Configurations in which one thing is off. */
const switches: Readonly<Record<string, Json>> = {
  "everything on": {},
  "updates off": { features: { subscription_update: { enabled: false } } },
  "no plans": { features: { subscription_update: { default_allowed_updates: ["quantity"] } } },
  "no quantities": { features: { subscription_update: { default_allowed_updates: ["price"] } } },
  "an empty plan list": { features: { subscription_update: { products: [] } } },
  "cancelling off": { features: { subscription_cancel: { enabled: false } } },
  "no pause to choose": {
    features: {
      subscription_pause: { duration: { type: "interval_options", interval_options: [] } },
    },
  },
  "pausing off": { features: { subscription_pause: { enabled: false } } },
  "payment methods off": { features: { payment_method_update: { enabled: false } } },
  "invoices off": { features: { invoice_history: { enabled: false } } },
  "billing information off": { features: { customer_update: { enabled: false } } },
  "no field of it": { features: { customer_update: { allowed_updates: [] } } },
  "resubscribing off": { portico: { subscription_resubscribe: { enabled: false } } },
  "codes off": { portico: { promotion_code: { enabled: false } } },
  "plan picker on": { portico: { plan_picker: { enabled: true } } },
};

/** Of an active subscription, a second card and an open invoice; \none: the section is not there. */
const bySwitch = readTable(`
                        | plan | seats | undo   | cancel | keep  | again  | code | pause | resume  | start | add | card | pay | bill
everything on           | yes  | yes   | noplan | yes    | noend | living | yes  | yes   | running | off   | yes | yes  | yes | yes
updates off             | off  | off   | off    | yes    | noend | living | yes  | yes   | running | off   | yes | yes  | yes | yes
no plans                | off  | yes   | noplan | yes    | noend | living | yes  | yes   | running | off   | yes | yes  | yes | yes
no quantities           | yes  | off   | noplan | yes    | noend | living | yes  | yes   | running | off   | yes | yes  | yes | yes
an empty plan list      | only | fixed | noplan | yes    | noend | living | yes  | yes   | running | off   | yes | yes  | yes | yes
cancelling off          | yes  | yes   | noplan | off    | off   | living | yes  | yes   | running | off   | yes | yes  | yes | yes
no pause to choose      | yes  | yes   | noplan | yes    | noend | living | yes  | off   | running | off   | yes | yes  | yes | yes
pausing off             | yes  | yes   | noplan | yes    | noend | living | yes  | off   | off     | off   | yes | yes  | yes | yes
payment methods off     | yes  | yes   | noplan | yes    | noend | living | yes  | yes   | running | off   | off | none | yes | yes
invoices off            | yes  | yes   | noplan | yes    | noend | living | yes  | yes   | running | off   | yes | yes  | none | yes
billing information off | yes  | yes   | noplan | yes    | noend | living | yes  | yes   | running | off   | yes | yes  | yes | none
no field of it          | yes  | yes   | noplan | yes    | noend | living | yes  | yes   | running | off   | yes | yes  | yes | off
resubscribing off       | yes  | yes   | noplan | yes    | noend | off    | yes  | yes   | running | off   | yes | yes  | yes | yes
codes off               | yes  | yes   | noplan | yes    | noend | living | off  | yes   | running | off   | yes | yes  | yes | yes
plan picker on          | yes  | yes   | noplan | yes    | noend | living | yes  | yes   | running | yes   | yes | yes  | yes | yes
`);

const after: Flow["after_completion"] = {
  type: "hosted_confirmation",
  hosted_confirmation: { custom_message: null },
  redirect: null,
};
const nothing = {
  after_completion: after,
  customer_update: null,
  subscription_cancel: null,
  subscription_pause: null,
  subscription_update: null,
  subscription_update_confirm: null,
};
const retention = { type: "coupon_offer", coupon_offer: { coupon: coupon.id } } as const;
const target = { subscription: "sub_1" };
const open: FlowState = flowStateSchema.parse({});
const cancelFlow: Flow = {
  ...nothing,
  type: "subscription_cancel",
  subscription_cancel: { ...target, retention },
};

function flowOf(flow: Flow, state: Partial<FlowState> = {}): SessionFlow {
  return { flow, state: { ...open, ...state } };
}

/** What a session leaves of it, and what it was made for. */
const scopes: Readonly<Record<string, Scope>> = {
  "the whole portal": {},
  "another subscription only": { scope: { subscriptionId: "sub_2" } },
  "another account only": { scope: { onBehalfOf: "acct_1" } },
  "only for looking": { scope: { readOnly: true } },
  "Stripe away": { stale: true },
  "flow: payment method": { flow: flowOf({ ...nothing, type: "payment_method_update" }) },
  "flow: billing information": {
    flow: flowOf({ ...nothing, type: "customer_update", customer_update: {} }),
  },
  "flow: cancel, with an offer": { flow: flowOf(cancelFlow), offer: { coupon, isUsed: false } },
  "flow: cancel, the offer declined": {
    flow: flowOf(cancelFlow, { offer: "declined" }),
    offer: { coupon, isUsed: false },
  },
  "flow: cancel, the offer taken before": {
    flow: flowOf(cancelFlow),
    offer: { coupon, isUsed: true },
  },
  "flow: cancel, the coupon run out": {
    flow: flowOf(cancelFlow),
    offer: { coupon: { ...coupon, valid: false }, isUsed: false },
  },
  "flow: cancel, a discount there": {
    flow: flowOf(cancelFlow),
    offer: { coupon, isUsed: false },
    subscription: { discounts: [discount] },
  },
  "flow: cancel another": {
    flow: flowOf({
      ...cancelFlow,
      subscription_cancel: { subscription: "sub_2", retention },
    }),
    offer: { coupon, isUsed: false },
  },
  "flow: update": {
    flow: flowOf({ ...nothing, type: "subscription_update", subscription_update: target }),
  },
  "flow: confirm": {
    flow: flowOf({
      ...nothing,
      type: "subscription_update_confirm",
      subscription_update_confirm: {
        ...target,
        items: [{ id: "si_1", price: "price_pro" }],
        discounts: null,
      },
    }),
  },
  "flow: confirm a number": {
    flow: flowOf({
      ...nothing,
      type: "subscription_update_confirm",
      subscription_update_confirm: {
        ...target,
        items: [{ id: "si_1", price: null, quantity: 30 }],
        discounts: null,
      },
    }),
  },
  "flow: pause": {
    flow: flowOf({ ...nothing, type: "subscription_pause", subscription_pause: target }),
  },
  "flow: done": { flow: flowOf(cancelFlow, { completed_by: "int_1" }) },
  "flow: done, then the portal": {
    flow: flowOf(
      { ...cancelFlow, after_completion: { ...after, type: "portal_homepage" } },
      { completed_by: "int_1" },
    ),
  },
};

/** Of an active subscription with everything on; none: it is not shown. */
const byScope = readTable(`
                                     | plan | seats | undo   | cancel | keep  | offer   | again  | code | pause | resume  | start | add  | card | pay  | bill
the whole portal                     | yes  | yes   | noplan | yes    | noend | nooffer | living | yes  | yes   | running | off   | yes  | yes  | yes  | yes
another subscription only            | none | none  | none   | none   | none  | none    | none   | none | none  | none    | off   | yes  | yes  | none | yes
another account only                 | none | none  | none   | none   | none  | none    | none   | none | none  | none    | off   | yes  | yes  | none | yes
only for looking                     | look | look  | look   | look   | look  | look    | look   | look | look  | look    | look  | look | look | look | look
Stripe away                          | away | away  | away   | away   | away  | away    | away   | away | away  | away    | away  | away | away | away | away
flow: payment method                 | flow | flow  | flow   | flow   | flow  | flow    | flow   | flow | flow  | flow    | flow  | yes  | yes  | none | none
flow: billing information            | flow | flow  | flow   | flow   | flow  | flow    | flow   | flow | flow  | flow    | flow  | flow | none | none | yes
flow: cancel, with an offer          | flow | flow  | flow   | yes    | flow  | yes     | flow   | flow | flow  | flow    | flow  | flow | none | none | none
flow: cancel, the offer declined     | flow | flow  | flow   | yes    | flow  | used    | flow   | flow | flow  | flow    | flow  | flow | none | none | none
flow: cancel, the offer taken before | flow | flow  | flow   | yes    | flow  | used    | flow   | flow | flow  | flow    | flow  | flow | none | none | none
flow: cancel, the coupon run out     | flow | flow  | flow   | yes    | flow  | nooffer | flow   | flow | flow  | flow    | flow  | flow | none | none | none
flow: cancel, a discount there       | flow | flow  | flow   | yes    | flow  | one     | flow   | flow | flow  | flow    | flow  | flow | none | none | none
flow: cancel another                 | flow | flow  | flow   | flow   | flow  | flow    | flow   | flow | flow  | flow    | flow  | flow | none | none | none
flow: update                         | yes  | yes   | flow   | flow   | flow  | flow    | flow   | flow | flow  | flow    | flow  | yes  | yes  | none | none
flow: confirm                        | yes  | fixed | flow   | flow   | flow  | flow    | flow   | flow | flow  | flow    | flow  | yes  | yes  | none | none
flow: confirm a number               | yes  | yes   | flow   | flow   | flow  | flow    | flow   | flow | flow  | flow    | flow  | yes  | yes  | none | none
flow: pause                          | flow | flow  | flow   | flow   | flow  | flow    | flow   | flow | yes   | flow    | flow  | flow | none | none | none
flow: done                           | done | done  | done   | done   | done  | done    | done   | done | done  | done    | done  | done | none | none | none
flow: done, then the portal          | yes  | yes   | noplan | yes    | noend | nooffer | living | yes  | yes   | running | off   | yes  | yes  | yes  | yes
`);

type Scope = {
  readonly scope?: Partial<SessionScope>;
  readonly flow?: SessionFlow;
  readonly offer?: { readonly coupon: CouponFact; readonly isUsed: boolean };
  readonly subscription?: Partial<SubscriptionFact>;
  readonly stale?: boolean;
};

function look(
  configuration: PortalConfiguration,
  { scope, flow = undefined, offer, subscription = {}, stale = false }: Scope,
  book: RuleBook,
): PortalView {
  const snapshot = makeSnapshot({
    subscriptions: [makeSubscription(subscription)],
    paymentMethods: [makePaymentMethod({ id: "pm_2" }), makePaymentMethod()],
    invoices: [makeInvoice({ status: "open", subscriptionId: "sub_1", amountDue: owed })],
    products: [
      makeProduct({ unitLabel: "seat" }),
      makeProduct({ id: "prod_pro", name: "Pro" }),
      makeProduct({ id: "prod_usage", name: "Usage" }),
    ],
    offer: offer ?? null,
  });
  const session = {
    id: "bps_1",
    returnUrl: null,
    scope: { ...wholeScope, ...scope },
    flow: flow ?? null,
  };
  return buildPortalView({ session, configuration, snapshot, now: midPeriod, stale }, book);
}

const owed = { amount: 1000, currency: "usd" };

function own<T>(record: Readonly<Record<string, T>>, name: string): T {
  const found = record[name];
  if (found === undefined) throw new Error(`Nobody said what "${name}" is.`);
  return found;
}

/** What no subscription or switch of one's own decides. */
const others: Readonly<Record<string, (book: RuleBook) => PortalView>> = {
  "nobody's customer yet": (book) => lookAt({ subscriptions: [] }, book),
  "only what has ended": (book) =>
    lookAt({ subscriptions: [makeSubscription({ status: "canceled" })] }, book),
  "nobody's customer, and a service": (book) => lookAt({ subscriptions: [], service }, book),
  "a service that is not sold": (book) =>
    lookAt({ subscriptions: [], service: { name: "Acme", tiers: [] } }, book),
  "a service, and a subscription": (book) => lookAt({ service }, book),
  "a service, and one that never began": (book) =>
    lookAt({ subscriptions: [makeSubscription({ status: "incomplete_expired" })], service }, book),
  "a service, and one that has ended": (book) => lookAt({ subscriptions: [ended], service }, book),
  "the picker, and one that has ended": (book) => lookAt({ subscriptions: [ended] }, book, picker),
  "the picker off for this session": (book) =>
    lookAt({ subscriptions: [] }, book, picker, { mayStart: false }),
  "the picker, for one subscription only": (book) =>
    lookAt({ subscriptions: [] }, book, picker, { subscriptionId: "sub_1" }),
  "what has ended, begun again elsewhere": (book) =>
    lookAt({ subscriptions: [makeSubscription({ id: "sub_2" }), ended] }, book),
  "what has ended, and something else": (book) =>
    lookAt({ subscriptions: [makeSubscription({ id: "sub_2", items: [other] }), ended] }, book),
  "what has ended and is not sold": (book) =>
    lookAt({ subscriptions: [{ ...ended, items: [other] }] }, book),
  "the default card": (book) => lookAt({ paymentMethods: [makePaymentMethod()] }, book),
  "charged to a card of its own": (book) =>
    lookAt({ subscriptions: [ownCard], paymentMethods: twoCards }, book),
  "the same, payment methods off": (book) =>
    lookAt({ subscriptions: [ownCard], paymentMethods: twoCards }, book, withoutMethods),
  "a paid invoice": (book) => lookAt({ invoices: [makeInvoice({ status: "paid" })] }, book),
  "an invoice written off": (book) =>
    lookAt({ invoices: [makeInvoice({ status: "uncollectible", amountDue: owed })] }, book),
  "an open invoice of nothing": (book) =>
    lookAt(
      { invoices: [makeInvoice({ status: "open", amountDue: { amount: 0, currency: "usd" } })] },
      book,
    ),
};

const byOther = readTable(`
                                      | start | again  | card | pay | own
nobody's customer yet                 | off   | none   | same | nothing | none
nobody's customer, and a service      | yes   | none   | same | nothing | none
a service that is not sold            | gone  | none   | same | nothing | none
a service, and a subscription         | has   | living | same | nothing | same
a service, and one that never began   | yes   | yes    | same | nothing | same
a service, and one that has ended     | over  | yes    | same | nothing | same
the picker, and one that has ended    | yes   | yes    | same | nothing | same
the picker off for this session       | off   | none   | same | nothing | none
the picker, for one subscription only | off   | none   | same | none | none
only what has ended                   | off   | yes    | same | nothing | same
what has ended, begun again elsewhere | off   | has    | same | nothing | same
what has ended, and something else    | off   | yes    | same | nothing | same
what has ended and is not sold        | off   | gone   | same | nothing | same
the default card                      | off   | living | same | nothing | same
a paid invoice                        | off   | living | same | nothing | same
an invoice written off                | off   | living | same | nothing | same
an open invoice of nothing            | off   | living | same | nothing | same
charged to a card of its own          | off   | living | yes  | nothing | yes
the same, payment methods off         | off   | living | none | nothing | off
`);

const ended = makeSubscription({ status: "canceled" });
const other = makeItem({ price: makePrice({ id: "price_other", productId: "prod_other" }) });
const picker = configure({ portico: { plan_picker: { enabled: true } } });
const service = serviceSchema.parse({
  name: "Acme",
  tiers: [{ name: "Starter", products: [{ product: "prod_starter", prices: ["price_starter"] }] }],
});

const twoCards = [makePaymentMethod({ id: "pm_2" }), makePaymentMethod()];
const ownCard = makeSubscription({ defaultPaymentMethodId: "pm_2" });
const withoutMethods = configure({ features: { payment_method_update: { enabled: false } } });

function lookAt(
  over: Parameters<typeof makeSnapshot>[0],
  book: RuleBook,
  configuration = configure(),
  scope: Partial<SessionScope> = {},
): PortalView {
  const session = { id: "bps_1", returnUrl: null, scope: { ...wholeScope, ...scope }, flow: null };
  const snapshot = makeSnapshot(over);
  return buildPortalView({ session, configuration, snapshot, now: midPeriod }, book);
}

const cases: readonly Case[] = [
  ...byState.map(({ name, cells }) => ({
    name: `state: ${name}`,
    view: (book: RuleBook) => look(configure(), { subscription: own(states, name) }, book),
    expected: cells,
  })),
  ...bySwitch.map(({ name, cells }) => ({
    name: `configuration: ${name}`,
    view: (book: RuleBook) => look(configure(own(switches, name)), {}, book),
    expected: cells,
  })),
  ...byScope.map(({ name, cells }) => ({
    name: `session: ${name}`,
    view: (book: RuleBook) => look(configure(), own(scopes, name), book),
    expected: cells,
  })),
  ...byOther.map(({ name, cells }) => ({
    name: `also: ${name}`,
    view: own(others, name),
    expected: cells,
  })),
];

/** What the view says, in the words of the cells' meanings. */
function say(view: PortalView, column: Column): string {
  const allowance = actions[column](view);
  if (allowance === undefined) return "none";
  return allowance.allowed ? "yes" : allowance.reason;
}

function findWrong({ view, expected }: Case, book: RuleBook): string[] {
  const shown = view(book);
  return (Object.keys(expected) as Column[]).flatMap((column) => {
    const cell = expected[column] ?? "";
    const meant = cell === "none" ? "none" : own(meanings, cell);
    const said = say(shown, column);
    return said === meant ? [] : [`${column}: ${said} instead of ${meant}`];
  });
}

describe("what may be done, and why not", () => {
  it.each(cases)("$name", (one) => {
    expect(findWrong(one, ruleBook)).toEqual([]);
  });

  it("means something by every cell", () => {
    const used = cases.flatMap(({ expected }) => Object.values(expected));
    const unused = Object.keys(meanings).filter((cell) => !used.includes(cell));
    expect(unused).toEqual([]);
  });
});

/** The book with one rule torn out. */
function without(action: keyof RuleBook, place: number): RuleBook {
  const left = ruleBook[action].filter((_, at) => at !== place);
  return { ...ruleBook, [action]: left };
}

const everyRule = (Object.keys(ruleBook) as (keyof RuleBook)[]).flatMap((action) =>
  ruleBook[action].map(({ reason }, place) => ({ action, reason, place })),
);

describe("no rule is there for nothing: without it, a row is wrong", () => {
  it.each(everyRule)("$action: $reason ($place)", ({ action, place }) => {
    const book = without(action, place);
    const wrong = cases.filter((one) => findWrong(one, book).length > 0);
    expect(wrong.map(({ name }) => name)).not.toEqual([]);
  });
});
