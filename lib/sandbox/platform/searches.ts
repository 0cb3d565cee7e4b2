import { idOf } from "../documents";
import { searchEndpoint } from "../protocol/search";

/** What can be searched for, by which fields (https://docs.stripe.com/search). Customers are beside theirs. */
export const searchEndpoints = [
  searchEndpoint({
    kind: "charge",
    resource: "charges",
    fields: {
      amount: ({ amount }) => amount,
      created: ({ created }) => created,
      currency: ({ currency }) => currency,
      customer: ({ customer }) => idOf(customer),
      disputed: ({ disputed }) => disputed,
      "payment_method_details.card.brand": (charge) => charge.payment_method_details?.card?.brand,
      "payment_method_details.card.exp_month": (charge) =>
        charge.payment_method_details?.card?.exp_month,
      "payment_method_details.card.exp_year": (charge) =>
        charge.payment_method_details?.card?.exp_year,
      "payment_method_details.card.fingerprint": (charge) =>
        charge.payment_method_details?.card?.fingerprint,
      "payment_method_details.card.last4": (charge) => charge.payment_method_details?.card?.last4,
      refunded: ({ refunded }) => refunded,
      status: ({ status }) => status,
    },
  }),
  searchEndpoint({
    kind: "invoice",
    resource: "invoices",
    fields: {
      created: ({ created }) => created,
      currency: ({ currency }) => currency,
      customer: ({ customer }) => idOf(customer),
      last_finalization_error_code: ({ last_finalization_error: error }) => error?.code,
      last_finalization_error_type: ({ last_finalization_error: error }) => error?.type,
      number: ({ number }) => number,
      receipt_number: ({ receipt_number: number }) => number,
      status: ({ status }) => status,
      subscription: ({ parent }) => idOf(parent?.subscription_details?.subscription),
      total: ({ total }) => total,
    },
  }),
  searchEndpoint({
    kind: "payment_intent",
    resource: "payment_intents",
    fields: {
      amount: ({ amount }) => amount,
      created: ({ created }) => created,
      currency: ({ currency }) => currency,
      customer: ({ customer }) => idOf(customer),
      status: ({ status }) => status,
    },
  }),
  searchEndpoint({
    kind: "price",
    resource: "prices",
    fields: {
      active: ({ active }) => active,
      currency: ({ currency }) => currency,
      lookup_key: ({ lookup_key: key }) => key,
      product: ({ product }) => idOf(product),
      type: ({ type }) => type,
    },
  }),
  searchEndpoint({
    kind: "product",
    resource: "products",
    fields: {
      active: ({ active }) => active,
      description: ({ description }) => description,
      name: ({ name }) => name,
      shippable: ({ shippable }) => shippable,
      url: ({ url }) => url,
    },
  }),
  searchEndpoint({
    kind: "subscription",
    resource: "subscriptions",
    fields: {
      canceled_at: (subscription) => subscription.canceled_at,
      created: ({ created }) => created,
      status: ({ status }) => status,
    },
  }),
];
