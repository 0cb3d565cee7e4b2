import type Stripe from "stripe";
import { endpoint } from "../endpoint";
import { listPage, pagination, range, rangeOf } from "../protocol/list";
import { array, boolean, hash, oneOf, string } from "../protocol/params";
import { currency } from "./params";
import { interval, usageType } from "./price-params";

type Wanted = {
  currency: string | undefined;
  lookup_keys: string[] | undefined;
  recurring:
    | {
        interval: string | undefined;
        meter: string | undefined;
        usage_type: string | undefined;
      }
    | undefined;
  type: string | undefined;
};

/** The list of prices: of the active ones, unless asked otherwise (https://docs.stripe.com/api/prices/list). */
export const priceListEndpoints = [
  endpoint(
    "GET",
    "/v1/prices",
    {
      ...pagination,
      active: boolean(),
      created: range,
      currency: currency(),
      lookup_keys: array(string(200), 10),
      product: string(),
      recurring: hash({ interval, meter: string(), usage_type: usageType }),
      type: oneOf("one_time", "recurring"),
    },
    ({ books, params }) => {
      const { active = true, product } = params;
      const filter = {
        product,
        created: rangeOf(params.created),
        statuses: [active ? "active" : "inactive"],
      };
      const only = (price: Stripe.Price) => isListed(price, params);
      return listPage(books, "/v1/prices", "price", filter, params, only);
    },
  ),
];

function isListed(price: Stripe.Price, wanted: Wanted): boolean {
  const { currency, lookup_keys: keys, recurring, type } = wanted;
  const isOne = <T>(value: T | undefined, held: T) => value === undefined || value === held;
  return (
    isOne(currency, price.currency) &&
    isOne<string>(type, price.type) &&
    isOne<unknown>(recurring?.interval, price.recurring?.interval) &&
    isOne<unknown>(recurring?.meter, price.recurring?.meter) &&
    isOne<unknown>(recurring?.usage_type, price.recurring?.usage_type) &&
    (keys === undefined || (price.lookup_key !== null && keys.includes(price.lookup_key)))
  );
}
