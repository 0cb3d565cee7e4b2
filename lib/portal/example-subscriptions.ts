import { type ExamplePlan, findPeriod } from "./example-plans";
import type { SubscriptionFact } from "./snapshot";

const day = 86_400;

type ExampleTimes = { readonly start: number; readonly end: number; readonly now: number };

/** What is particular about one example subscription. */
export type Story = {
  readonly quantity?: number;
  /** What differs from a subscription in its usual course. */
  readonly differs?: (times: ExampleTimes) => Partial<SubscriptionFact>;
  /** Where the period is not the usual one. */
  readonly period?: (now: number) => { readonly start: number; readonly end: number };
};

export const usual: Story = {};

export const manySeats: Story = { quantity: 25 };

/** Ends soon enough for the portal to speak of it. */
export const trial: Story = {
  period: (now) => ({ start: now - 12 * day, end: now + 2 * day }),
  differs: ({ end }) => ({ status: "trialing", trialEnd: end }),
};

export const owing: Story = { differs: () => ({ status: "past_due" }) };

export const ending: Story = {
  differs: ({ end }) => ({ cancelAtPeriodEnd: true, cancelAt: end }),
};

export const over: Story = {
  differs: ({ now }) => ({ status: "canceled", endedAt: now - 12 * day }),
};

/** A subscription to `plan` as `story` has it; `index` counts the customer's subscriptions from 1. */
export function makeExampleSubscription(
  plan: ExamplePlan,
  story: Story,
  { index, now }: { readonly index: number; readonly now: number },
): SubscriptionFact {
  const { price } = plan;
  const { start, end } = story.period?.(now) ?? findPeriod(price.interval, now);
  const { quantity = 1, differs } = story;
  const item = { id: `si_example_${index}`, price, quantity };
  return {
    id: `sub_example_${index}`,
    status: "active",
    currency: price.currency,
    created: start - index,
    items: [{ ...item, currentPeriodStart: start, currentPeriodEnd: end }],
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
    latestInvoiceId: `in_example_${index}_1`,
    billingMode: "classic",
    onBehalfOf: null,
    begunBy: null,
    resubscribes: null,
    ...differs?.({ start, end, now }),
  };
}
