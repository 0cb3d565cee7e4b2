import type { CancellationReason, customerUpdates } from "@/lib/portal/features";

type Choices = readonly {
  readonly value: string;
  readonly label: string;
  readonly help?: string;
}[];

/** What happens with the difference in price when a plan is changed in the middle of a period. */
export const prorations = [
  {
    value: "none",
    label: "From the next renewal",
    help: "Nothing is charged or credited for the rest of this period.",
  },
  {
    value: "create_prorations",
    label: "On the next invoice",
    help: "The difference for the rest of this period is added to it, or taken off.",
  },
  {
    value: "always_invoice",
    label: "At once",
    help: "The difference for the rest of this period is charged when the plan changes.",
  },
] as const satisfies Choices;

export const anchors = [
  { value: "unchanged", label: "Keep it", help: "The next payment is due when it was before." },
  {
    value: "now",
    label: "Begin a new period",
    help: "The new plan is paid from the day of the change on, a whole period at once.",
  },
] as const satisfies Choices;

export const trials = [
  { value: "end_trial", label: "The trial ends", help: "The first payment is due at once." },
  {
    value: "continue_trial",
    label: "The trial goes on",
    help: "The first payment is due when the trial would have ended anyway.",
  },
] as const satisfies Choices;

/** What may be changed beside which plan it is. */
export const updateKinds = {
  price: "Another plan, or paid more or less often",
  quantity: "How many of it",
  promotion_code: "A promotion code in the same step",
} as const;

/** Which changes wait until the paid period ends. */
export const laterChanges = [
  { entry: { type: "decreasing_item_amount" }, label: "It costs less" },
  { entry: { type: "shortening_interval" }, label: "It is paid more often" },
] as const;

export const pauseTypes = [
  {
    value: "interval_options",
    label: "For a time that they choose",
    help: "It goes on by itself when the time is over.",
  },
  { value: "indefinite", label: "Until they go on", help: "Nothing is charged until then." },
] as const satisfies Choices;

export const pauseDurations = [
  { entry: { interval: "week", interval_count: 2 }, label: "2 weeks" },
  { entry: { interval: "month", interval_count: 1 }, label: "1 month" },
  { entry: { interval: "month", interval_count: 2 }, label: "2 months" },
  { entry: { interval: "month", interval_count: 3 }, label: "3 months" },
  { entry: { interval: "month", interval_count: 6 }, label: "6 months" },
] as const;

export const actionLayouts = [
  { value: "buttons", label: "As buttons", help: "The one that matters most comes first." },
  { value: "dropdown", label: "In a menu", help: "One button, and everything behind it." },
] as const satisfies Choices;

export const cancelModes = [
  {
    value: "at_period_end",
    label: "When the paid period ends",
    help: "Customers keep what they paid for, and can take it back until then.",
  },
  { value: "immediately", label: "At once", help: "The subscription stops, and stays so." },
] as const satisfies Choices;

export const unusedTime = [
  { value: "none", label: "Keep the payment", help: "Nothing is credited." },
  {
    value: "create_prorations",
    label: "Credit the unused time",
    help: "It is taken off the customer's next invoice. No money is sent back by itself.",
  },
] as const satisfies Choices;

export const invoiceScopes = [
  { value: "all", label: "All invoices", help: "One-time purchases too." },
  {
    value: "subscription",
    label: "Invoices of their subscriptions",
    help: "One-time purchases stay out of sight.",
  },
] as const satisfies Choices;

export const tokenPlaces = [
  {
    value: "fragment",
    label: "Behind the #",
    help: "Browsers keep that part to themselves, so it reaches no log. Right for most sites.",
  },
  {
    value: "query",
    label: "As ?token=",
    help: "For a server that reads it, as with Billflow. Its logs see the token, which works once.",
  },
] as const satisfies Choices;

/** As customers read them. */
export const reasons: Record<CancellationReason, string> = {
  too_expensive: "It's too expensive",
  missing_features: "I need more features",
  switched_service: "I found an alternative",
  unused: "I no longer need it",
  customer_service: "Customer service was less than expected",
  too_complex: "Ease of use was less than expected",
  low_quality: "Quality was less than expected",
  other: "Other reason, with room for a comment",
};

export const updates: Record<(typeof customerUpdates)[number], string> = {
  name: "Name",
  email: "Email address",
  address: "Billing address",
  shipping: "Shipping address",
  phone: "Phone number",
  tax_id: "Tax IDs",
};
