import type { Context } from "../endpoint";
import { randomText } from "../ids";

/** Opens a page about a charge or an intent; gives its address, which cannot be guessed. */
export async function openPage(
  { books, account }: Context,
  folder: "authenticate" | "checkout" | "receipts",
  subject: string,
): Promise<string> {
  const token = randomText(32);
  await books.put("payment_page", { id: token, subject });
  return `${books.origin}/sandbox/${folder}/${account.slice(0, 12)}/${token}`;
}
