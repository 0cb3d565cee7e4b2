import { PorticoError } from "../../errors";
import { read } from "../../stripe/call";

type Page<T> = { readonly data: readonly T[]; readonly has_more: boolean };
type PageParams = { readonly limit: number; readonly starting_after?: string };

/** More than this is no catalogue that plans are chosen from. */
const mostPages = 100;

/**
 * All of a list of Stripe's, a hundred at a time. Throws what `read` throws, and `parameter_invalid` for a list of
 * more than 10,000: half of it would find the wrong thing, or nothing.
 */
export async function readPages<T extends { readonly id: string }>(
  list: (page: PageParams) => Promise<Page<T>>,
): Promise<T[]> {
  const all: T[] = [];
  for (let count = 0; count < mostPages; count += 1) {
    const last = all.at(-1);
    const after = last === undefined ? {} : { starting_after: last.id };
    const page = await read(() => list({ limit: 100, ...after }));
    all.push(...page.data);
    if (!page.has_more || page.data.length === 0) return all;
  }
  const message = "This Stripe account holds more than 10,000 of these. Nothing was written.";
  throw new PorticoError("parameter_invalid", { message });
}
