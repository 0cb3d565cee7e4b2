import fc from "fast-check";
import type { z } from "zod";
import type { ActionName } from "@/lib/portal/actions";
import type { configurationSchema } from "@/lib/portal/configuration";
import { customerUpdates } from "@/lib/portal/features";
import type { RandomShop } from "./random-shop";

export type Permission = z.input<typeof configurationSchema>;

const mostly = fc.constantFrom(true, true, true, true, false);

/** Often all of them, so that enough is permitted for the limits to be met; else any of them. */
function anyOf<T>(all: readonly T[]): fc.Arbitrary<T[]> {
  return fc.oneof(fc.constant<T[]>([...all]), fc.subarray<T>([...all]));
}

/** A configuration of this shop in which anything may be on or off. */
export function randomPermission({ prices, products }: RandomShop): fc.Arbitrary<Permission> {
  const bounds = fc.record({
    enabled: mostly,
    minimum: fc.constantFrom(1, 2),
    maximum: fc.constantFrom(null, 3, 20),
  });
  const products_ = fc
    .tuple(anyOf([prices.starter]), anyOf([prices.pro, prices.proYear]), bounds)
    .map(([starter, pro, adjustable_quantity]) =>
      [
        { product: products.starter, prices: starter, adjustable_quantity },
        { product: products.pro, prices: pro },
      ].filter((entry) => entry.prices.length > 0),
    );
  return fc.record({
    features: fc.record({
      subscription_update: fc.record({
        enabled: mostly,
        default_allowed_updates: anyOf(["price", "quantity", "promotion_code"] as const),
        proration_behavior: fc.constantFrom("none" as const, "always_invoice" as const),
        products: products_,
        schedule_at_period_end: fc.record({
          conditions: fc.subarray([
            { type: "decreasing_item_amount" as const },
            { type: "shortening_interval" as const },
          ]),
        }),
      }),
      subscription_cancel: fc.record({
        enabled: mostly,
        mode: fc.constantFrom("at_period_end" as const, "immediately" as const),
        cancellation_reason: fc.record({
          enabled: mostly,
          options: fc.constant(["unused" as const]),
        }),
      }),
      subscription_pause: fc.record({ enabled: mostly }),
      payment_method_update: fc.record({ enabled: mostly }),
      invoice_history: fc.record({ enabled: mostly }),
      customer_update: fc.record({
        enabled: mostly,
        allowed_updates: anyOf(customerUpdates),
      }),
    }),
    portico: fc.record({
      subscription_resubscribe: fc.record({
        enabled: mostly,
        allow_price_change: fc.boolean(),
        allow_promotion_code: fc.boolean(),
      }),
      promotion_code: fc.record({ enabled: mostly }),
      plan_picker: fc.record({ enabled: fc.boolean() }),
    }),
  });
}

/** What somebody asks for: ids stand as words, for which each customer's own are put in. */
export type Wish = { readonly name: ActionName; readonly input: Readonly<Record<string, unknown>> };

const numbers = fc.constantFrom<unknown>(1, 2, 2, 3, 3, 5, 20, 21, 0, -1, 1.5, "3", 999_999);
const own = fc.constantFrom(...Array<string>(8).fill("own"), "foreign", "unknown");

/** Any action with any input: right ones, wrong ones, other people's ids. */
export function randomWish({ prices, codes, coupon }: RandomShop): fc.Arbitrary<Wish> {
  const { starter, pro, proYear, unlisted } = prices;
  const price = fc.constantFrom(pro, pro, proYear, proYear, starter, unlisted, "price_unknown");
  const code = fc.constantFrom(codes.good, codes.good, codes.expired, coupon, "NOPE");
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
  const inputs: { readonly [Name in ActionName]: Readonly<Record<string, fc.Arbitrary<unknown>>> } =
    {
      change_plan: {
        subscription: own,
        price,
        quantity: maybe(numbers),
        promotion_code: maybe(code),
      },
      change_quantity: { subscription: own, quantity: numbers },
      undo_change: { subscription: own },
      cancel_subscription: {
        subscription: own,
        mode: maybe(fc.constantFrom("at_period_end", "immediately")),
        feedback: maybe(fc.constantFrom("unused", "whatever")),
      },
      undo_cancel: { subscription: own },
      accept_offer: { subscription: own, coupon: fc.constant(coupon) },
      decline_offer: { subscription: own },
      resubscribe: { subscription: own, price, promotion_code: maybe(code) },
      start_subscription: { price, promotion_code: maybe(code) },
      apply_promotion_code: { subscription: own, promotion_code: code },
      pause_subscription: {
        subscription: own,
        interval: maybe(fc.constantFrom("month", "year")),
        interval_count: maybe(fc.constantFrom(1, 2)),
      },
      resume_subscription: { subscription: own },
      set_default_payment_method: { payment_method: own },
      add_payment_method: { page: fc.constantFrom("/p/shop/payment", "//evil.example") },
      use_payment_method: { setup: own },
      pay_invoice: { invoice: own },
      update_customer: {
        name: maybe(fc.constantFrom("Grace")),
        phone: maybe(fc.constantFrom("+1 555 0100")),
        // Alone or not at all: together with others it is refused.
        email: fc.constantFrom(undefined, undefined, undefined, "eve@example.com"),
      },
      confirm_email: { code: fc.constantFrom("000000", "123456", "no") },
    };
  const names = Object.keys(inputs) as ActionName[];
  return fc
    .constantFrom(...names)
    .chain((name) => fc.record(inputs[name]).map((input) => ({ name, input })));
}
