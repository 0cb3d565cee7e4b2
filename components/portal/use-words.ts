"use client";

import { useFormatter, useTranslations } from "use-intl/react";
import { overview } from "@/lib/i18n/messages/overview";
import { minorDigits } from "@/lib/portal/minor-digits";
import type { Interval, Money } from "@/lib/portal/money";
import type { ItemView, PaymentMethodView } from "@/lib/portal/view";

type Priced = Pick<ItemView, "price" | "interval" | "unitLabel" | "quantity"> & {
  readonly metered?: boolean;
  readonly tiered?: boolean;
};

/** Money, dates, intervals and cards as the customer reads them, in the locale of the page. */
export function useWords() {
  const t = useTranslations();
  const format = useFormatter();

  function money({ amount, currency }: Money): string {
    const digits = minorDigits(currency);
    const most = Number.isInteger(amount) ? digits : digits + 4;
    return format.number(amount / 10 ** digits, {
      style: "currency",
      currency: currency.toUpperCase(),
      minimumFractionDigits: digits,
      maximumFractionDigits: most,
    });
  }

  /** From Unix seconds; never broken between two lines. */
  function date(seconds: number, style: "day" | "dayShort" = "day"): string {
    return format.dateTime(new Date(seconds * 1000), style).replaceAll(" ", "\u00a0");
  }

  /** A card's last month, as it is printed on it: "03/27". */
  function expiry(month: number, year: number): string {
    return format.dateTime(new Date(Date.UTC(year, month - 1, 15)), "month");
  }

  /** "per month", "every 3 months". */
  function interval({ unit, count }: Interval): string {
    return isUnit(unit) ? t(`interval.${unit}`, { count }) : t("interval.other", { unit, count });
  }

  /** "Monthly", "Every 3 months". */
  function cadence({ unit, count }: Interval): string {
    return isUnit(unit) ? t(`cadence.${unit}`, { count }) : t("cadence.other", { unit, count });
  }

  function price(priced: Priced): string {
    const { price: each, unitLabel: unit, tiered = false } = priced;
    if (each === null) return t(`price.${whyUnpriced(priced)}`);
    const amount = tiered ? t("price.from", { amount: money(each) }) : money(each);
    return priced.metered ? perUse(amount, unit) : perPeriod(amount, priced);
  }

  function perPeriod(amount: string, { interval: every, unitLabel, quantity, tiered }: Priced) {
    if (every === null) return t("price.once", { amount });
    const one =
      unitLabel === null
        ? t("price.recurring", { amount, interval: interval(every) })
        : t("price.perUnit", { amount, unit: unitLabel, interval: interval(every) });
    if (quantity === null || quantity === 1) return one;
    return t(tiered ? "price.inAll" : "price.times", { quantity, price: one });
  }

  /** What one message costs has no "per month" about it: the horizon says when it is billed. */
  function perUse(amount: string, unit: string | null): string {
    return unit === null ? t("price.byUnit", { amount }) : t("price.metered", { amount, unit });
  }

  function brand(name: string | null, type: string): string {
    const key = name ?? type;
    if (isBrand(key)) return t(`brand.${key}`);
    return key === "card" ? t("payment.card") : humanize(key);
  }

  /** "Visa •••• 4242"; without digits the brand alone. */
  function method(of: Pick<PaymentMethodView, "brand" | "last4"> & { type?: string }): string {
    const name = brand(of.brand, of.type ?? "card");
    return of.last4 === null ? name : t("payment.label", { brand: name, last4: of.last4 });
  }

  return { money, date, expiry, interval, cadence, price, brand, method };
}

/** `unknown`: there is an amount for each unit, but not one that we know in the currency it is billed in. */
function whyUnpriced({ tiered, metered }: Priced): "tiered" | "byUse" | "unknown" {
  if (tiered === true) return "tiered";
  return tiered === false && metered === false ? "unknown" : "byUse";
}

function isUnit(unit: string): unit is Exclude<keyof typeof overview.interval, "other"> {
  return unit !== "other" && Object.hasOwn(overview.interval, unit);
}

function isBrand(name: string): name is keyof typeof overview.brand {
  return Object.hasOwn(overview.brand, name);
}

/** A word of Stripe's that the catalogue does not know yet, made readable: "past_due" is "Past due". */
export function humanize(word: string): string {
  const text = word.replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
