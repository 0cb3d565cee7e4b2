/** What an id of Stripe's looks like, by what it names: anything else is kept away from Stripe's URLs. */
function id(prefixes: string): RegExp {
  return new RegExp(`^(?:${prefixes})_\\w{1,255}$`);
}

export const stripeIds = {
  subscription: id("sub"),
  item: id("si"),
  price: id("price"),
  invoice: id("in"),
  /** Old kinds too: cards, sources and bank accounts still pay. */
  paymentMethod: id("pm|card|src|ba"),
} as const;
