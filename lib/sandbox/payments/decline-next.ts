import type { Books } from "../books";
import { requireCustomer } from "../find";
import { declines } from "./declines";
import type { Verdict } from "./judge-card";

/** Has the next charge of a customer declined, whatever the card: the demo's time machine asks for it. Throws 400. */
export async function declineNext(books: Books, customer: string): Promise<void> {
  const { id } = await requireCustomer(books, customer, "customer");
  await books.put("payment_fault", { id });
}

/** The refusal that was asked for, used up by this charge; null: the card decides. */
export async function takeFault(books: Books, customer: string | null): Promise<Verdict | null> {
  const fault = customer === null ? null : await books.find("payment_fault", customer);
  if (fault === null) return null;
  await books.remove("payment_fault", fault.id);
  return { kind: "declined", decline: declines.generic_decline };
}
