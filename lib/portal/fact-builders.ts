import type { z } from "zod";
import { configurationSchema, type PortalConfiguration } from "./configuration";
import type {
  InvoiceFact,
  ItemFact,
  PaymentMethodFact,
  PriceFact,
  ProductFact,
  Snapshot,
  SubscriptionFact,
} from "./snapshot";

/**
 * Facts for tests: one customer on Starter, who could go Pro. A test names only what it is about.
 * Periods run from 1 to 31 July 2026, and `midPeriod` is the 16th.
 */
const periodStart = 1_782_864_000;
export const periodEnds = 1_785_456_000;
export const midPeriod = 1_784_160_000;

export function makePrice(over: Partial<PriceFact> = {}): PriceFact {
  return {
    id: "price_starter",
    productId: "prod_starter",
    active: true,
    currency: "usd",
    unitAmount: 1000,
    interval: { unit: "month", count: 1 },
    usageType: "licensed",
    tiersMode: null,
    startsAt: null,
    nickname: null,
    taxBehavior: "unspecified",
    ...over,
  };
}

export function makeItem(over: Partial<ItemFact> = {}): ItemFact {
  return {
    id: "si_1",
    price: makePrice(),
    quantity: 1,
    currentPeriodStart: periodStart,
    currentPeriodEnd: periodEnds,
    ...over,
  };
}

export function makeSubscription(over: Partial<SubscriptionFact> = {}): SubscriptionFact {
  return {
    id: "sub_1",
    status: "active",
    currency: "usd",
    created: periodStart,
    items: [makeItem()],
    cancelAtPeriodEnd: false,
    cancelAt: null,
    endedAt: null,
    trialEnd: null,
    collectionMethod: "charge_automatically",
    collectionPaused: false,
    resumesAt: null,
    pausedAt: null,
    pendingUpdate: null,
    discounts: [],
    automaticTax: false,
    taxRates: [],
    scheduleId: null,
    isScheduleOurs: false,
    scheduled: null,
    defaultPaymentMethodId: null,
    ownPaymentMethod: null,
    latestInvoiceId: null,
    billingMode: "classic",
    onBehalfOf: null,
    begunBy: null,
    resubscribes: null,
    ...over,
  };
}

export function makePaymentMethod(over: Partial<PaymentMethodFact> = {}): PaymentMethodFact {
  return {
    id: "pm_1",
    type: "card",
    brand: "visa",
    last4: "4242",
    expMonth: 12,
    expYear: 2030,
    ...over,
  };
}

export function makeInvoice(over: Partial<InvoiceFact> = {}): InvoiceFact {
  return {
    id: "in_1",
    number: "A-0001",
    created: periodStart,
    status: "paid",
    total: { amount: 1000, currency: "usd" },
    amountDue: { amount: 0, currency: "usd" },
    subscriptionId: "sub_1",
    onBehalfOf: null,
    hostedUrl: "https://invoice.example/in_1",
    pdfUrl: "https://invoice.example/in_1.pdf",
    ...over,
  };
}

export function makeProduct(over: Partial<ProductFact> = {}): ProductFact {
  return {
    id: "prod_starter",
    name: "Starter",
    description: null,
    unitLabel: null,
    active: true,
    features: [],
    metadata: {},
    ...over,
  };
}

/** The catalogue of every made snapshot: Starter by the month, Pro by the month and by the year. */
const prices = [
  makePrice(),
  makePrice({ id: "price_pro", productId: "prod_pro", unitAmount: 3000 }),
  makePrice({
    id: "price_pro_year",
    productId: "prod_pro",
    unitAmount: 30_000,
    interval: { unit: "year", count: 1 },
  }),
];

export type MadeSnapshot = Omit<
  Partial<Snapshot>,
  "subscriptions" | "paymentMethods" | "invoices" | "customer"
> & {
  readonly customer?: Partial<Snapshot["customer"]>;
  readonly subscriptions?: readonly SubscriptionFact[];
  readonly paymentMethods?: readonly PaymentMethodFact[];
  readonly invoices?: readonly InvoiceFact[];
};

/** A snapshot of cus_1 with one subscription and one default card; lists are given whole. */
export function makeSnapshot(over: MadeSnapshot = {}): Snapshot {
  const { customer, subscriptions, paymentMethods, invoices, ...rest } = over;
  return {
    takenAt: midPeriod,
    timeAhead: 0,
    livemode: false,
    customer: {
      id: "cus_1",
      name: "Ada Lovelace",
      email: "ada@example.com",
      phone: null,
      address: null,
      taxIds: [],
      preferredLocales: [],
      balance: 0,
      currency: "usd",
      defaultPaymentMethodId: "pm_1",
      ...customer,
    },
    subscriptions: { data: subscriptions ?? [makeSubscription()], hasMore: false },
    paymentMethods: { data: paymentMethods ?? [makePaymentMethod()], hasMore: false },
    invoices: { data: invoices ?? [makeInvoice()], hasMore: false },
    products: [makeProduct(), makeProduct({ id: "prod_pro", name: "Pro" })],
    prices,
    upcoming: [],
    service: null,
    offer: null,
    feedbackOptions: [],
    ...rest,
  };
}

type Features = NonNullable<z.input<typeof configurationSchema>["features"]>;

/** Both plans on offer and everything switched on; `features` replaces whole features. */
export function makeConfiguration(features: Features = {}): PortalConfiguration {
  return configurationSchema.parse({
    features: {
      subscription_update: {
        enabled: true,
        default_allowed_updates: ["price"],
        products: [
          { product: "prod_starter", prices: ["price_starter"] },
          { product: "prod_pro", prices: ["price_pro", "price_pro_year"] },
        ],
      },
      ...features,
    },
  });
}

/** The plan-change feature as makeConfiguration has it, with `over` in place. */
export function planFeature(
  over: Features["subscription_update"] = {},
): NonNullable<Features["subscription_update"]> {
  return { ...makeConfiguration().features.subscription_update, ...over };
}
