import type Stripe from "stripe";
import { ownIdOf } from "../account-name";
import { idOf } from "../documents";
import type { Context } from "../endpoint";

/** In whose name an invoice is: its issuer's, or that of the account it is on behalf of, or the own. */
export async function issuerFacts(
  { books, account }: Context,
  invoice: Stripe.Invoice,
): Promise<Pick<Stripe.Invoice, "account_country" | "account_name">> {
  const id = idOf(invoice.issuer.account) ?? idOf(invoice.on_behalf_of) ?? ownIdOf(account);
  const issuer = await books.find("account", id);
  return {
    account_country: issuer?.country ?? invoice.account_country,
    account_name: publicNameOf(issuer) ?? invoice.account_name,
  };
}

/** What an account is called before customers; null: nobody has said. */
export function publicNameOf(account: Stripe.Account | null): string | null {
  return account?.business_profile?.name ?? account?.settings?.dashboard.display_name ?? null;
}
