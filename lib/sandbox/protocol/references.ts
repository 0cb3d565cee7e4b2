import type { Kind } from "../documents";

/** A field that holds another object: its id until expanded (`of`), or the object itself (`in`). */
export type Reference = { of: Kind } | { in: string };

/** Where objects refer to others, by object type and dotted path. Read by `expand`. */
export const references: Record<string, Record<string, Reference>> = {
  customer: {
    "invoice_settings.default_payment_method": { of: "payment_method" },
    tax_ids: { in: "tax_id" },
  },
  product: { default_price: { of: "price" } },
  price: { product: { of: "product" } },
  plan: { product: { of: "product" } },
  payment_method: { customer: { of: "customer" } },
  subscription: {
    customer: { of: "customer" },
    default_payment_method: { of: "payment_method" },
    latest_invoice: { of: "invoice" },
    "items.data": { in: "subscription_item" },
  },
  subscription_item: { price: { in: "price" }, plan: { in: "plan" } },
  invoice: {
    customer: { of: "customer" },
    default_payment_method: { of: "payment_method" },
    "lines.data": { in: "line_item" },
    "parent.subscription_details.subscription": { of: "subscription" },
  },
  line_item: {
    subscription: { of: "subscription" },
    "pricing.price_details.price": { of: "price" },
  },
  invoiceitem: {
    customer: { of: "customer" },
    invoice: { of: "invoice" },
    "pricing.price_details.price": { of: "price" },
  },
};

/** Fields that may be expanded and are always null here, because what they hold is not built yet. */
export const alwaysNull: Record<string, readonly string[]> = {
  customer: ["default_source", "test_clock"],
  product: ["tax_code"],
  subscription: [
    "application",
    "default_source",
    "discounts",
    "on_behalf_of",
    "pending_setup_intent",
    "schedule",
    "test_clock",
    "items.data.discounts",
  ],
  invoice: [
    "account_tax_ids",
    "application",
    "default_source",
    "discounts",
    "latest_revision",
    "on_behalf_of",
    "test_clock",
  ],
  line_item: ["discounts"],
  invoiceitem: ["discounts", "test_clock"],
};
