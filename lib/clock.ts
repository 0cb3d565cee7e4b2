/** The only reader of the wall clock. Sessions and leases use the database's clock instead. */
export function now(): Date {
  return new Date();
}

/** Unix seconds, as Stripe counts time. */
export function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
