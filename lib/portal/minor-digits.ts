/** Currencies that Stripe counts in whole units. https://docs.stripe.com/currencies#zero-decimal */
const whole = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" "));
/** Currencies that Stripe counts in thousandths. https://docs.stripe.com/currencies#three-decimal */
const thousandths = new Set("bhd jod kwd omr tnd".split(" "));

/**
 * How many digits of a Stripe amount are behind the decimal point. Stripe's own list, not ISO 4217's:
 * Stripe counts ISK and UGX in hundredths although they have none.
 */
export function minorDigits(currency: string): 0 | 2 | 3 {
  const code = currency.toLowerCase();
  if (whole.has(code)) return 0;
  return thousandths.has(code) ? 3 : 2;
}
