/** What an id of Stripe's looks like, by what it names: anything else is kept away from Stripe's URLs. */
function id(prefixes: string): RegExp {
  return new RegExp(`^(?:${prefixes})_\\w{1,255}$`);
}

export const stripeIds = {
  customer: /^cus_[A-Za-z0-9]{1,255}$/,
  subscription: id("sub"),
  item: id("si"),
  price: id("price"),
  invoice: id("in"),
  promotionCode: id("promo"),
  feedbackOption: id("fbo"),
  account: id("acct"),
  /** A visit of Stripe's page where a payment method is added. */
  setup: id("cs"),
  /** What a merchant may name themselves (coupons, old plans): nothing that could lead elsewhere in a path. */
  named: /^(?!\.{1,2}$)[^\s/\p{Cc}]{1,255}$/u,
  /** Old kinds too: cards, sources and bank accounts still pay. */
  paymentMethod: id("pm|card|src|ba"),
} as const;
