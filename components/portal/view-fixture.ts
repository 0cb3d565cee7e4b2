import type { MerchantFrame } from "@/lib/portal/frame";
import type { Interval, Money } from "@/lib/portal/money";
import type {
  InvoiceView,
  PaymentMethodView,
  PlanPriceView,
  PlanView,
  PortalView,
  SubscriptionActions,
  SubscriptionView,
} from "@/lib/portal/view";

/** Hand-written views for the tests of what is rendered: each says one thing. */
const day = 86_400;
/** 3 February 2027, 14:05 UTC. */
const asOf = 1_801_663_500;
/** 3 March 2027, 00:00 UTC. */
export const renewal = 1_804_032_000;

export const frame: MerchantFrame = {
  segment: "test_acme",
  base: "/p/test_acme",
  name: "Acme",
  livemode: false,
  accent: null,
  logoUrl: null,
  sandbox: true,
  loginUrl: null,
};

export function usd(amount: number) {
  return { amount, currency: "usd" };
}

const visa: PaymentMethodView = {
  id: "pm_visa",
  type: "card",
  brand: "visa",
  last4: "4242",
  expMonth: 8,
  expYear: 2029,
  isDefault: true,
  actions: { set_default_payment_method: { allowed: false, reason: "already_default" } },
};

const mastercard: PaymentMethodView = {
  ...visa,
  id: "pm_mastercard",
  brand: "mastercard",
  last4: "4444",
  expMonth: 1,
  expYear: 2027,
  isDefault: false,
  actions: { set_default_payment_method: { allowed: true } },
};

const monthly = { unit: "month", count: 1 };
const yearly = { unit: "year", count: 1 };

export function planPrice(
  id: string,
  price: Money,
  interval: Interval,
  current: boolean,
): PlanPriceView {
  const part = { priceId: id, productId: "prod", productName: "Plan", price, unitLabel: null };
  const parts = [{ ...part, metered: false, quantity: 1, terms: null }];
  return { id, price, interval, current, parts };
}

const off = { allowed: false, reason: "feature_disabled" } as const;

/** What can be done to a subscription when nothing is switched on. */
export const nothingAllowed: SubscriptionActions = {
  change_plan: off,
  change_quantity: off,
  undo_change: off,
  cancel_subscription: off,
  undo_cancel: off,
  accept_offer: off,
  decline_offer: off,
  resubscribe: off,
  apply_promotion_code: off,
  pause_subscription: off,
  resume_subscription: off,
};

export const plans: readonly PlanView[] = [
  {
    id: "prod_starter",
    productId: "prod_starter",
    highlighted: false,
    link: null,
    name: "Starter",
    description: "For one person getting going.",
    features: ["3 projects", "Email support"],
    unitLabel: null,
    prices: [
      planPrice("price_starter_m", usd(1200), monthly, true),
      planPrice("price_starter_y", usd(12_000), yearly, false),
    ],
  },
  {
    id: "prod_pro",
    productId: "prod_pro",
    highlighted: false,
    link: null,
    name: "Pro",
    description: "For a team that ships every week.",
    features: ["Unlimited projects", "Email support", "Audit log", "Priority queue"],
    unitLabel: null,
    prices: [
      planPrice("price_pro_m", usd(4800), monthly, false),
      planPrice("price_pro_y", usd(48_000), yearly, false),
    ],
  },
];

export const active: SubscriptionView = {
  id: "sub_active",
  name: "Starter",
  status: "active",
  items: [
    {
      id: "si_starter",
      productName: "Starter",
      priceId: "price_starter_m",
      price: usd(1200),
      tiered: false,
      interval: monthly,
      quantity: 1,
      unitLabel: null,
      metered: false,
    },
  ],
  horizon: { kind: "renews", at: renewal, amount: usd(1200), soFar: false },
  paymentMethod: visa,
  hasOwnPaymentMethod: false,
  collectionMethod: "charge_automatically",
  discounts: [],
  trialEnd: null,
  actions: {
    ...nothingAllowed,
    change_plan: { allowed: true, plans, promotionCodes: false },
    cancel_subscription: {
      allowed: true,
      mode: "at_period_end",
      endsAt: renewal,
      message: null,
      reasons: null,
      canEndNow: false,
    },
    undo_cancel: { allowed: false, reason: "no_cancellation_scheduled" },
  },
};

export const canceling: SubscriptionView = {
  ...active,
  id: "sub_canceling",
  horizon: { kind: "ends", at: renewal },
  actions: {
    ...nothingAllowed,
    change_plan: { allowed: false, reason: "cancellation_scheduled" },
    cancel_subscription: { allowed: false, reason: "cancellation_scheduled" },
    undo_cancel: { allowed: true },
  },
};

export const trialing: SubscriptionView = {
  ...active,
  id: "sub_trialing",
  status: "trialing",
  horizon: { kind: "trial_until", at: renewal, amount: usd(4800) },
};

export const pastDue: SubscriptionView = {
  ...active,
  id: "sub_past_due",
  status: "past_due",
  actions: { ...active.actions, change_plan: { allowed: false, reason: "past_due" } },
};

export const canceled: SubscriptionView = {
  ...active,
  id: "sub_canceled",
  status: "canceled",
  horizon: { kind: "ended", at: asOf - 40 * day },
  actions: {
    ...nothingAllowed,
    change_plan: { allowed: false, reason: "subscription_ended" },
    cancel_subscription: { allowed: false, reason: "subscription_ended" },
    undo_cancel: { allowed: false, reason: "subscription_ended" },
  },
};

export const several: SubscriptionView = {
  ...active,
  id: "sub_several",
  name: "Pro + Seats + Extra storage",
  items: [
    { ...only(active), id: "si_1", productName: "Pro", price: usd(4800) },
    {
      ...only(active),
      id: "si_2",
      productName: "Seats",
      quantity: 12,
      unitLabel: "seat",
      price: usd(800),
    },
    {
      ...only(active),
      id: "si_3",
      productName: "Extra storage",
      quantity: null,
      price: null,
      metered: true,
    },
  ],
  horizon: { kind: "renews", at: renewal, amount: usd(14_400), soFar: false },
  actions: { ...active.actions, change_plan: { allowed: false, reason: "several_items" } },
};

function only({ items: [item] }: SubscriptionView) {
  if (item === undefined) throw new Error("The fixture has an item");
  return item;
}

function invoice(index: number, status = "paid"): InvoiceView {
  return {
    id: `in_${index}`,
    number: `ACME-${String(200 - index).padStart(4, "0")}`,
    created: asOf - index * 30 * day,
    status,
    total: usd(1200),
    amountDue: usd(status === "open" ? 1200 : 0),
    subscriptionId: "sub_active",
    hasPdf: true,
    hostedUrl: "https://example.com/invoice",
    actions: { pay_invoice: off },
  };
}

export const view: PortalView = {
  session: { id: "bps_1", returnUrl: "https://example.com/account" },
  livemode: false,
  asOf,
  stale: false,
  readOnly: false,
  customer: { name: "Mona Reyes", email: "mona@example.com" },
  headline: null,
  layout: { actions: "buttons" },
  legal: { privacyUrl: "https://example.com/privacy", termsUrl: "https://example.com/terms" },
  flow: null,
  attention: [],
  actions: { start_subscription: off },
  addPaymentMethod: off,
  subscriptions: [active],
  hasMoreSubscriptions: false,
  inUse: {},
  nextSubscriptions: null,
  cancelInstructions: null,
  billing: {
    name: "Mona Reyes",
    email: "mona@example.com",
    phone: null,
    address: {
      line1: "1 Market St",
      line2: null,
      city: "San Francisco",
      state: "CA",
      postalCode: "94105",
      country: "US",
    },
    taxIds: [{ id: "txi_1", type: "us_ein", value: "12-3456789" }],
    actions: { update_customer: { allowed: true, fields: ["name", "phone", "address"] } },
  },
  paymentMethods: [visa, mastercard],
  invoices: { list: Array.from({ length: 8 }, (_, index) => invoice(index)), hasMore: true },
};
