import {
  array,
  decimalText,
  emptyable,
  hash,
  integer,
  metadata,
  oneOf,
  required,
  string,
  timestamp,
  type Values,
} from "../protocol/params";
import { taxRatesParam } from "../subscriptions/params/item-shape";

const amount = integer(0, 99_999_999_999);

const lineShape = {
  amount,
  description: string(),
  invoice_line_item: string(),
  metadata: metadata(),
  quantity: integer(1),
  tax_amounts: emptyable(
    array(
      hash({
        amount: required(amount),
        tax_rate: required(string()),
        taxable_amount: required(amount),
      }),
      20,
    ),
  ),
  tax_rates: taxRatesParam,
  type: required(oneOf("custom_line_item", "invoice_line_item")),
  unit_amount: amount,
  unit_amount_decimal: decimalText(),
};
export type CreditLineParams = Values<typeof lineShape>;

/** What a credit note is made of; a preview takes the same. */
export const creditNoteShape = {
  amount: integer(1, 99_999_999_999),
  credit_amount: amount,
  effective_at: timestamp(),
  email_type: oneOf("credit_note", "none"),
  invoice: required(string()),
  lines: array(hash(lineShape), 250),
  memo: string(5000),
  metadata: metadata(),
  out_of_band_amount: amount,
  reason: oneOf("duplicate", "fraudulent", "order_change", "product_unsatisfactory"),
  refund_amount: amount,
  refunds: array(
    hash({
      amount_refunded: amount,
      payment_record_refund: hash({
        payment_record: required(string()),
        refund_group: required(string()),
      }),
      refund: string(),
      type: oneOf("payment_record_refund", "refund"),
    }),
    20,
  ),
  shipping_cost: hash({ shipping_rate: string() }),
};
export type CreditNoteParams = Values<typeof creditNoteShape>;
