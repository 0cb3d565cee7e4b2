import { randomBytes } from "node:crypto";

const prefixes = {
  account: "acct",
  balance_transaction: "txn",
  charge: "ch",
  checkout_session: "cs_test",
  coupon: "coupon",
  credit_note: "cn",
  credit_note_line_item: "cnli",
  customer: "cus",
  customer_balance_transaction: "cbtxn",
  discount: "di",
  event: "evt",
  feedback_option: "fbo",
  invoice: "in",
  invoice_payment: "inpay",
  invoiceitem: "ii",
  line_item: "il",
  meter: "mtr",
  meter_usage: "mtrusg",
  payment_intent: "pi",
  payment_method: "pm",
  payment_method_configuration: "pmc",
  plan: "plan",
  portal_configuration: "bpc",
  portal_session: "bps",
  preview: "upcoming_in",
  price: "price",
  product: "prod",
  promotion_code: "promo",
  refund: "re",
  request: "req",
  setup_attempt: "setatt",
  setup_intent: "seti",
  source: "card",
  subscription: "sub",
  subscription_item: "si",
  subscription_schedule: "sub_sched",
  tax_id: "txi",
  tax_rate: "txr",
  test_clock: "clock",
  token: "tok",
  webhook_delivery: "del",
  webhook_endpoint: "we",
} as const;

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A fresh id in Stripe's manner: prefix, underscore, 24 letters and digits. */
export function newId(kind: keyof typeof prefixes): string {
  return `${prefixes[kind]}_${randomText(24)}`;
}

/** `length` letters and digits, each equally likely. */
export function randomText(length: number): string {
  let text = "";
  while (text.length < length) {
    // A few more than needed: of 256 bytes eight are passed over.
    for (const byte of randomBytes(length + 8)) {
      if (byte < 248 && text.length < length) text += alphabet[byte % 62];
    }
  }
  return text;
}

/** Stripe's invoice number prefix: eight capitals and digits. */
export function newInvoicePrefix(): string {
  return randomText(8).toUpperCase();
}
