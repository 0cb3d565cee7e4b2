/** Currencies whose smallest unit is the whole (https://docs.stripe.com/currencies#zero-decimal). */
const zeroDecimal = new Set(
  "bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf".split(" "),
);

/** What Stripe keeps of a payment, in minor units: 2.9 % and 30 cents (whole-unit currencies: 2.9 %). */
export function feeOf(amount: number, currency: string): number {
  const share = Number((BigInt(amount) * 29n + 500n) / 1000n);
  return share + (zeroDecimal.has(currency) ? 0 : 30);
}

/** The least Stripe charges, in minor units (https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts). */
const minimums: Record<string, number> = {
  aed: 200,
  aud: 50,
  bgn: 100,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
  usd: 50,
};

/** The least that can be charged in a currency, in minor units. */
export function minimumCharge(currency: string): number {
  return minimums[currency] ?? 50;
}
