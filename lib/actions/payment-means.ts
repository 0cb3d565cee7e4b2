import { PorticoError } from "../errors";
import type { PaidBy } from "../portal/preview";
import type { Snapshot, SubscriptionFact } from "../portal/snapshot";

/** What a new subscription is paid with. */
export type Means = {
  /** Its own payment method; null: it pays as the customer does. */
  readonly own: string | null;
  /** As it is shown; null: there is nothing to pay with. */
  readonly paidBy: PaidBy | null;
};

/**
 * The payment method that was chosen, else that of the subscription it goes on from, else the customer's default.
 * Throws `resource_missing` for one that is not this customer's.
 */
export function findMeans(
  { paymentMethods: { data }, customer: { defaultPaymentMethodId: usual } }: Snapshot,
  chosen: string | undefined,
  ended: SubscriptionFact | null,
): Means {
  const wanted = chosen ?? ended?.defaultPaymentMethodId;
  const own = data.find(({ id }) => id === wanted);
  if (own === undefined && chosen !== undefined) {
    throw new PorticoError("resource_missing", {
      param: "payment_method",
      message: `No such payment method: '${chosen}'`,
    });
  }
  const { brand = null, last4 = null } = own ?? data.find(({ id }) => id === usual) ?? {};
  const paidBy = own === undefined && usual === null ? null : { brand, last4 };
  return { own: own?.id ?? null, paidBy };
}
