/** An exact fraction, here of minor units or of quantities; `bottom` is positive. */
export type Exact = { top: bigint; bottom: bigint };

export const zero: Exact = { top: 0n, bottom: 1n };

/** Decimal text ("-0.125") or a whole number, exactly. */
export function exact(value: string | number | bigint): Exact {
  if (typeof value === "number" && Number.isInteger(value))
    return { top: BigInt(value), bottom: 1n };
  const text = String(value);
  const [whole = "0", fraction = ""] = text.split(".");
  return { top: BigInt(whole + fraction), bottom: 10n ** BigInt(fraction.length) };
}

export function plus(first: Exact, second: Exact): Exact {
  const top = first.top * second.bottom + second.top * first.bottom;
  return { top, bottom: first.bottom * second.bottom };
}

export function minus(first: Exact, second: Exact): Exact {
  return plus(first, { ...second, top: -second.top });
}

export function times(first: Exact, second: Exact): Exact {
  return { top: first.top * second.top, bottom: first.bottom * second.bottom };
}

/** `value` times `part / whole`; a whole below one counts as one. */
export function share(value: Exact, part: number, whole: number): Exact {
  return times(value, { top: BigInt(part), bottom: BigInt(Math.max(whole, 1)) });
}

export function isLess(first: Exact, second: Exact): boolean {
  return first.top * second.bottom < second.top * first.bottom;
}

/** The nearest whole number, half away from zero: the one rounding money gets. */
export function round({ top, bottom }: Exact): number {
  const size = ((top < 0n ? -top : top) * 2n + bottom) / (bottom * 2n);
  return Number(top < 0n ? -size : size) + 0;
}

/** The whole number not above (down) or not below (up). */
export function roundTo({ top, bottom }: Exact, direction: "down" | "up"): Exact {
  const floor = top >= 0n ? top / bottom : -((-top + bottom - 1n) / bottom);
  const isWhole = floor * bottom === top;
  return { top: direction === "up" && !isWhole ? floor + 1n : floor, bottom: 1n };
}

/** Decimal text with at most 12 places, rounded half away from zero, without idle zeros. */
export function toDecimal(value: Exact): string {
  const scale = 10n ** 12n;
  const scaled = times(value, { top: scale, bottom: 1n });
  const size =
    ((scaled.top < 0n ? -scaled.top : scaled.top) * 2n + scaled.bottom) / (scaled.bottom * 2n);
  const fraction = String(size % scale)
    .padStart(12, "0")
    .replace(/0+$/, "");
  const sign = value.top < 0n && size > 0n ? "-" : "";
  return `${sign}${size / scale}${fraction === "" ? "" : `.${fraction}`}`;
}
