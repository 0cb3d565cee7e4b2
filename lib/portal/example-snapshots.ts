import type { PortalConfiguration } from "./configuration";
import { makeExampleInvoices, periodAmount } from "./example-invoices";
import { type ExampleCatalogue, type ExamplePlan, listExamplePlans } from "./example-plans";
import {
  ending,
  makeExampleSubscription,
  manySeats,
  over,
  owing,
  type Story,
  trial,
  usual,
} from "./example-subscriptions";
import type {
  CustomerFact,
  PaymentMethodFact,
  Snapshot,
  SubscriptionFact,
  UpcomingFact,
} from "./snapshot";

/** The customers that the preview can show, in the order they are offered in. */
export const exampleNames = [
  "subscribed",
  "trialing",
  "past_due",
  "canceling",
  "canceled",
  "many_seats",
  "several",
  "no_subscription",
] as const;

export type ExampleName = (typeof exampleNames)[number];

type Example = {
  readonly name: string;
  readonly email: string;
  readonly subscriptions: readonly Story[];
};

const examples: Record<ExampleName, Example> = {
  subscribed: person("Mona Reyes", [usual]),
  trialing: person("Tariq Osei", [trial]),
  past_due: person("Paula Novak", [owing]),
  canceling: person("Chiara Conti", [ending]),
  canceled: person("Caleb Winter", [over]),
  many_seats: person("Sana Malik", [manySeats]),
  several: person("Signe Holm", [usual, usual]),
  no_subscription: person("Nils Berg", []),
};

export type ExampleScene = {
  readonly configuration: PortalConfiguration;
  readonly catalogue: ExampleCatalogue;
  readonly livemode: boolean;
  /** Unix seconds. */
  readonly now: number;
};

/**
 * A customer as they could be at this merchant, on the merchant's own plans: what Stripe would say of them.
 * Nobody real, and nothing of it stands in Stripe.
 */
export function buildExample(name: ExampleName, scene: ExampleScene): Snapshot {
  const { configuration, catalogue, livemode, now } = scene;
  const example = examples[name];
  const plans = listExamplePlans(configuration, catalogue);
  const subscriptions = example.subscriptions.map((story, place) =>
    makeExampleSubscription(pickPlan(plans, story, place), story, { index: place + 1, now }),
  );
  const cards = subscriptions.length === 0 ? [] : makeCards(now);
  return {
    takenAt: now,
    timeAhead: 0,
    livemode,
    customer: makeCustomer(example, cards),
    subscriptions: { data: subscriptions, hasMore: false },
    paymentMethods: { data: cards, hasMore: false },
    invoices: {
      data: subscriptions.flatMap(makeExampleInvoices).sort((a, b) => b.created - a.created),
      hasMore: false,
    },
    products: withMissing(catalogue.products, plans, ({ product }) => product),
    prices: withMissing(catalogue.prices, plans, ({ price }) => price),
    upcoming: subscriptions.flatMap(makeUpcoming),
    service: null,
    offer: null,
    feedbackOptions: [],
  };
}

function person(name: string, subscriptions: readonly Story[]): Example {
  return { name, email: `${name.split(" ")[0]?.toLowerCase()}@example.com`, subscriptions };
}

function makeCustomer(
  { name, email }: Example,
  [card]: readonly PaymentMethodFact[],
): CustomerFact {
  return {
    id: "cus_example",
    name,
    email,
    phone: "+1 415 555 0100",
    address: {
      line1: "1 Market Street",
      line2: null,
      city: "San Francisco",
      state: "CA",
      postalCode: "94105",
      country: "US",
    },
    taxIds: [],
    preferredLocales: [],
    balance: 0,
    currency: null,
    defaultPaymentMethodId: card?.id ?? null,
  };
}

/** Two that last, so that nothing about cards stands in the way of what the example is about. */
function makeCards(now: number): PaymentMethodFact[] {
  const year = new Date(now * 1000).getUTCFullYear();
  const card = { type: "card", expMonth: 8 };
  return [
    { ...card, id: "pm_example_1", brand: "visa", last4: "4242", expYear: year + 3 },
    { ...card, id: "pm_example_2", brand: "mastercard", last4: "4444", expYear: year + 2 },
  ];
}

/** A second subscription is to another plan where there is one; many seats are of what is sold by the unit. */
function pickPlan(plans: readonly ExamplePlan[], story: Story, place: number): ExamplePlan {
  const products = plans.filter(
    ({ product }, index) => plans.findIndex((plan) => plan.product.id === product.id) === index,
  );
  const counted = products.find(({ product }) => product.unitLabel !== null);
  const [first] = plans;
  if (first === undefined) throw new Error("listExamplePlans gives at least one plan");
  return (story === manySeats ? counted : products[place]) ?? first;
}

/** The merchant's own, and those of the examples that are not among them. */
function withMissing<T extends { readonly id: string }>(
  own: readonly T[],
  plans: readonly ExamplePlan[],
  pick: (plan: ExamplePlan) => T,
): T[] {
  const missing = plans.map(pick).filter(({ id }) => !own.some((one) => one.id === id));
  return [...own, ...missing];
}

function makeUpcoming(subscription: SubscriptionFact): UpcomingFact[] {
  const { id, status, cancelAt, items } = subscription;
  const [item] = items;
  if (item === undefined || status === "canceled" || cancelAt !== null) return [];
  return [
    {
      subscriptionId: id,
      date: item.currentPeriodEnd,
      amountDue: periodAmount(subscription),
    },
  ];
}
