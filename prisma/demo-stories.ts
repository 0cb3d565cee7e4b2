import type Stripe from "stripe";
import { intentMark } from "../lib/stripe/reshape";
import { type Catalogue, meterEvent, type PriceName } from "./demo-catalogue";

/** Time before now. */
export type Past = { months?: number; days?: number };
export type Shop = { stripe: Stripe; prices: Catalogue; now: number };
/** What a customer (by id) did at a time in the past. */
type Chapter = { ago: Past; happens: (shop: Shop, customer: string) => Promise<unknown> };
export type DemoCustomer = {
  name: string;
  email: string;
  /** Whom the invoices are made out to; without it, as one who never said. */
  billing?: Pick<Stripe.CustomerCreateParams, "phone" | "address" | "tax_id_data">;
  /** In order of time. They sign up with the first; without any, yesterday. */
  chapters: readonly Chapter[];
};
type Card = "visa" | "mastercard" | "amex" | "chargeCustomerFail";
/** Prices with quantities; what is metered has none. */
type Order = readonly (readonly [PriceName, number?])[];

const owner = "lena.hartmann@example.com";

/** The sample customers by the names that `.data/demo.json` gives them. */
export const demoCustomers = {
  monthly: {
    name: "Maya Okafor",
    email: "maya.okafor@example.com",
    billing: {
      phone: "+1 415 555 0137",
      address: {
        line1: "48 Juniper Street",
        city: "San Francisco",
        state: "CA",
        postal_code: "94103",
        country: "US",
      },
    },
    chapters: [orders({ months: 5, days: 9 }, "visa", [["starter_monthly", 1]])],
  },
  yearly: {
    name: "Northlight Architects",
    email: "office.northlight@example.com",
    billing: {
      phone: "+353 1 555 0142",
      address: {
        line1: "12 Harbour Row",
        line2: "Second floor",
        city: "Dublin",
        postal_code: "D02 X285",
        country: "IE",
      },
      tax_id_data: [{ type: "eu_vat", value: "IE1234567FA" }],
    },
    chapters: [orders({ months: 14, days: 3 }, "mastercard", [["pro_yearly", 1]])],
  },
  trialing: {
    name: "Tomás Rivera",
    email: "tomas.rivera@example.com",
    chapters: [orders({ days: 5 }, "visa", [["pro_monthly", 1]], { trial_period_days: 14 })],
  },
  past_due: {
    name: "Otto Brandt",
    email: "otto.brandt@example.com",
    chapters: [
      orders({ months: 4, days: 2 }, "visa", [["starter_monthly", 1]]),
      changes({ days: 12 }, (shop, { customer }) =>
        addCard(shop, idOf(customer), "chargeCustomerFail"),
      ),
    ],
  },
  canceled: {
    name: "Priya Nair",
    email: "priya.nair@example.com",
    chapters: [
      orders({ months: 4, days: 11 }, "visa", [["starter_monthly", 1]]),
      changes({ days: 20 }, ({ stripe }, { id }) =>
        stripe.subscriptions.cancel(id, {
          cancellation_details: { feedback: "unused", comment: "The project is over." },
        }),
      ),
    ],
  },
  cancel_scheduled: {
    name: "Jonas Weber",
    email: "jonas.weber@example.com",
    chapters: [
      orders({ months: 3, days: 12 }, "mastercard", [["pro_monthly", 1]]),
      changes({ days: 4 }, ({ stripe }, { id }) =>
        stripe.subscriptions.update(id, {
          cancel_at_period_end: true,
          cancellation_details: { feedback: "too_expensive" },
        }),
      ),
    ],
  },
  downgrade_scheduled: {
    name: "Inês Duarte",
    email: "ines.duarte@example.com",
    chapters: [
      orders({ months: 5, days: 16 }, "visa", [["pro_monthly", 1]]),
      changes({ days: 6 }, scheduleStarter),
    ],
  },
  paused: {
    name: "Ravi Menon",
    email: "ravi.menon@example.com",
    chapters: [
      orders({ months: 6, days: 10 }, "mastercard", [["pro_monthly", 1]]),
      changes({ days: 8 }, ({ stripe }, { id }) => stripe.subscriptions.pause(id)),
    ],
  },
  several: {
    name: "Blue Harbor Logistics",
    email: "accounts.blueharbor@example.com",
    chapters: [
      orders({ months: 7, days: 2 }, "amex", [["scale_monthly", 1]]),
      orders({ months: 4, days: 17 }, "visa", [["team_monthly", 6]]),
      orders({ months: 2, days: 6 }, null, [["starter_yearly", 1]]),
    ],
  },
  addon: {
    name: "Fern & Field Bakery",
    email: "hello.fernandfield@example.com",
    chapters: [
      orders({ months: 6, days: 14 }, "visa", [
        ["pro_monthly", 1],
        ["support_monthly", 1],
      ]),
    ],
  },
  seats: {
    name: "Juniper Studio",
    email: "studio.juniper@example.com",
    chapters: [
      orders({ months: 8, days: 5 }, "mastercard", [["team_monthly", 5]]),
      changes({ months: 2, days: 19 }, ({ stripe }, { id, items }) =>
        stripe.subscriptions.update(id, {
          items: [{ id: items.data[0]?.id ?? "", quantity: 8 }],
          proration_behavior: "always_invoice",
        }),
      ),
    ],
  },
  metered: {
    name: "Paperboat Post",
    email: "ops.paperboat@example.com",
    chapters: [
      orders({ months: 3, days: 13 }, "visa", [["messages_monthly"]]),
      sends({ months: 2, days: 22 }, 1840),
      sends({ months: 1, days: 25 }, 2210),
      sends({ days: 20 }, 1375),
      sends({ days: 3 }, 410),
    ],
  },
  same_email_a: {
    name: "Hartmann Consulting",
    email: owner,
    chapters: [orders({ months: 9, days: 8 }, "visa", [["pro_yearly", 1]])],
  },
  same_email_b: {
    name: "Hartmann Workshops",
    email: owner,
    chapters: [orders({ months: 3, days: 21 }, "mastercard", [["starter_monthly", 1]])],
  },
  many_invoices: {
    name: "Elena Petrova",
    email: "elena.petrova@example.com",
    chapters: [orders({ months: 34, days: 7 }, "visa", [["starter_monthly", 1]])],
  },
  empty: { name: "Sam Whitfield", email: "sam.whitfield@example.com", chapters: [] },
} satisfies Record<string, DemoCustomer>;

/** Adds a card, which becomes the default, and subscribes to what is ordered. */
function orders(
  ago: Past,
  card: Card | null,
  items: Order,
  more: Stripe.SubscriptionCreateParams = {},
): Chapter {
  return {
    ago,
    happens: async (shop, customer) => {
      if (card !== null) await addCard(shop, customer, card);
      await shop.stripe.subscriptions.create({
        customer,
        items: items.map(([price, quantity]) => ({
          price: shop.prices[price],
          ...(quantity === undefined ? {} : { quantity }),
        })),
        ...more,
      });
    },
  };
}

/** Does something with the customer's only subscription. */
function changes(
  ago: Past,
  change: (shop: Shop, subscription: Stripe.Subscription) => Promise<unknown>,
): Chapter {
  return {
    ago,
    happens: async (shop, customer) => {
      const [subscription] = (await shop.stripe.subscriptions.list({ customer })).data;
      if (subscription === undefined) throw new Error(`${customer} has no subscription.`);
      await change(shop, subscription);
    },
  };
}

/** Uses what is metered. */
function sends(ago: Past, count: number): Chapter {
  return {
    ago,
    happens: ({ stripe }, customer) =>
      stripe.billing.meterEvents.create({
        event_name: meterEvent,
        payload: { stripe_customer_id: customer, value: String(count) },
      }),
  };
}

/** From the next period on it is Starter, as if chosen in the portal: there it can be taken back. */
async function scheduleStarter({ stripe, prices }: Shop, subscription: Stripe.Subscription) {
  const schedule = await stripe.subscriptionSchedules.create({
    from_subscription: subscription.id,
  });
  const [running] = schedule.phases;
  if (running === undefined) throw new Error("The schedule has no phase.");
  await stripe.subscriptionSchedules.update(schedule.id, {
    end_behavior: "release",
    metadata: { [intentMark]: "int_demo" },
    phases: [
      {
        items: [{ price: prices.pro_monthly, quantity: 1 }],
        start_date: running.start_date,
        end_date: running.end_date,
      },
      { items: [{ price: prices.starter_monthly, quantity: 1 }], duration: { interval: "month" } },
    ],
  });
}

function idOf(reference: string | { id: string }): string {
  return typeof reference === "string" ? reference : reference.id;
}

/** Attaches a test card that is good for some years and makes it the default. */
async function addCard({ stripe, now }: Shop, customer: string, card: Card): Promise<void> {
  const method = await stripe.paymentMethods.attach(`pm_card_${card}`, { customer });
  const thisYear = new Date(now * 1000).getUTCFullYear();
  const years = { visa: 2, mastercard: 3, amex: 4, chargeCustomerFail: 2 }[card];
  const months = { visa: 11, mastercard: 8, amex: 4, chargeCustomerFail: 6 }[card];
  await stripe.paymentMethods.update(method.id, {
    card: { exp_month: months, exp_year: thisYear + years },
  });
  await stripe.customers.update(customer, {
    invoice_settings: { default_payment_method: method.id },
  });
}
