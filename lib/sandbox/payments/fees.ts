/** Currencies whose smallest unit is the whole (https://docs.stripe.com/currencies#zero-decimal). */
const zeroDecimal = new Set(
  "bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf".split(" "),
);

/** What Stripe keeps of a payment, in minor units: 2.9 % and 30 cents (whole-unit currencies: 2.9 %). */
export function feeOf(amount: number, currency: string): number {
  const share = Number((BigInt(amount) * 29n + 500n) / 1000n);
  return share + (zeroDecimal.has(currency) ? 0 : 30);
}
