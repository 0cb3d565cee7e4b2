import type { QuantityTerms } from "@/lib/portal/view";

/** What is wrong with a number that was typed; `lower` and `upper` are the nearest that are possible. */
type QuantityProblem =
  | { readonly kind: "range" }
  | { readonly kind: "step"; readonly lower: number; readonly upper: number | null };

type ReadQuantity =
  | { readonly quantity: number; readonly problem: null }
  | { readonly quantity: null; readonly problem: QuantityProblem };

/** The number that a customer typed, if it may be chosen: digits and nothing else, within the bounds, on a step. */
export function readQuantity(
  typed: string,
  { minimum, maximum, step }: QuantityTerms,
): ReadQuantity {
  const text = typed.trim();
  const number = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  const most = maximum ?? Number.POSITIVE_INFINITY;
  if (!(number >= minimum && number <= most)) return { quantity: null, problem: { kind: "range" } };
  const over = (number - minimum) % step;
  if (over === 0) return { quantity: number, problem: null };
  const lower = number - over;
  const upper = lower + step > most ? null : lower + step;
  return { quantity: null, problem: { kind: "step", lower, upper } };
}

/** Whether what is typed is a number, and fewer than so many. */
export function isBelow(typed: string, least: number): boolean {
  const text = typed.trim();
  return /^\d{1,6}$/.test(text) && Number(text) < least;
}

/**
 * The next possible number from where the customer is, up or down; the nearest bound from beyond it. Null when there
 * is none in that direction.
 */
export function stepFrom(
  typed: string,
  direction: 1 | -1,
  { minimum, maximum, step }: QuantityTerms,
): number | null {
  const from = /^\d{1,6}$/.test(typed.trim()) ? Number(typed) : minimum - direction * step;
  const steps = (from - minimum) / step;
  const next = minimum + (direction > 0 ? Math.floor(steps) + 1 : Math.ceil(steps) - 1) * step;
  const last = maximum === null ? null : minimum + Math.floor((maximum - minimum) / step) * step;
  if (next < minimum) return direction > 0 ? minimum : null;
  if (last !== null && next > last) return direction < 0 ? last : null;
  return next;
}
