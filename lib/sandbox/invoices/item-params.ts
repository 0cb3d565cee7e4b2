import { productDataShape } from "../catalogue/create-product";
import { currency } from "../catalogue/params";
import { taxBehavior } from "../catalogue/price-params";
import { discountsParam } from "../discounts/read-discounts";
import { invalid } from "../protocol/errors";
import {
  boolean,
  decimalText,
  emptyable,
  hash,
  integer,
  metadata,
  type Param,
  required,
  string,
  timestamp,
  type Values,
} from "../protocol/params";
import { taxRatesParam } from "../subscriptions/params/item-shape";

const maxAmount = 99_999_999_999;

const priceDataShape = {
  currency: required(currency()),
  product: string(),
  tax_behavior: taxBehavior,
  unit_amount: integer(-maxAmount, maxAmount),
  unit_amount_decimal: signedDecimal(),
};

/** What one thing on an invoice costs. */
const costShape = {
  amount: integer(-maxAmount, maxAmount),
  pricing: hash({ price: string() }),
  quantity: integer(0),
  quantity_decimal: decimalText(),
};
const factsShape = {
  description: emptyable(string()),
  discountable: boolean(),
  discounts: discountsParam,
  metadata: metadata(),
  period: hash({ end: required(timestamp()), start: required(timestamp()) }),
  tax_rates: taxRatesParam,
};

/** What an invoice item is made of; `price` is what `pricing[price]` was called before. */
export const itemShape = {
  ...costShape,
  ...factsShape,
  price: string(),
  price_data: hash(priceDataShape),
  tax_behavior: taxBehavior,
  tax_code: emptyable(string()),
  unit_amount_decimal: signedDecimal(),
};

/** What a line is made of; a price made inline may bring its product. */
export const lineShape = {
  ...costShape,
  ...factsShape,
  price_data: hash({ ...priceDataShape, product_data: hash(productDataShape) }),
};

type FactParams = Values<typeof factsShape>;
type PriceData = Values<typeof priceDataShape> & {
  product_data?: Values<typeof productDataShape> | undefined;
};
export type CostParams = Partial<Omit<Values<typeof itemShape>, "price_data">> & {
  price_data?: PriceData | undefined;
};
export type ItemParams = FactParams & CostParams;

/** A decimal number as text, with at most 12 places; a negative one is a credit. */
function signedDecimal(): Param<string> {
  const size = decimalText();
  return {
    required: false,
    read: (raw, path) => {
      if (typeof raw !== "string" || !raw.startsWith("-")) return size.read(raw, path);
      const text = `-${size.read(raw.slice(1), path)}`;
      if (text === "-") throw invalid("Invalid decimal: -", path);
      return text;
    },
  };
}
