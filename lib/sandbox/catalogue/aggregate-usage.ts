/** One value and when it happened (unix seconds); `value` is decimal text. */
export type Usage = { value: string; time: number };

/**
 * What a meter makes of its events, as decimal text: their sum, how many there are, or the value of the
 * last one. Nothing happened: "0". The first of events at the same second is the older one.
 */
export function aggregateUsage(formula: string, usage: readonly Usage[]): string {
  if (formula === "count") return String(usage.length);
  if (formula === "last") return lastOf(usage)?.value ?? "0";
  return addDecimals(usage.map(({ value }) => value));
}

function lastOf(usage: readonly Usage[]): Usage | undefined {
  return usage.reduce<Usage | undefined>(
    (last, one) => (last === undefined || one.time >= last.time ? one : last),
    undefined,
  );
}

function addDecimals(values: readonly string[]): string {
  const places = Math.max(0, ...values.map((value) => fractionOf(value).length));
  const sum = values.reduce((total, value) => total + scaled(value, places), 0n);
  return formatScaled(sum, places);
}

function fractionOf(value: string): string {
  return value.split(".")[1] ?? "";
}

/** A decimal as a whole number of 10^-places. */
function scaled(value: string, places: number): bigint {
  const [whole = "0"] = value.split(".");
  return BigInt(`${whole}${fractionOf(value).padEnd(places, "0")}`);
}

function formatScaled(value: bigint, places: number): string {
  const sign = value < 0n ? "-" : "";
  const digits = String(value < 0n ? -value : value).padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const fraction = digits.slice(digits.length - places).replace(/0+$/, "");
  return `${sign}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}
