import { randomBytes } from "node:crypto";

const prefixes = {
  customer: "cus",
  product: "prod",
  price: "price",
  payment_method: "pm",
  subscription: "sub",
  subscription_item: "si",
  invoice: "in",
  preview: "upcoming_in",
  line_item: "il",
  invoiceitem: "ii",
  tax_id: "txi",
  request: "req",
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
    for (const byte of randomBytes(length)) {
      if (byte < 248 && text.length < length) text += alphabet[byte % 62];
    }
  }
  return text;
}

/** Stripe's invoice number prefix: eight capitals and digits. */
export function newInvoicePrefix(): string {
  return randomText(8).toUpperCase();
}
