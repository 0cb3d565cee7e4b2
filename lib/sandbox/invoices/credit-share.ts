import { exact, round, times } from "../billing/exact";

/**
 * What falls to `amount` more of a line of which `before` was credited already, out of `whole` that falls
 * to all of it (minor units). However a line is credited in parts, together they give `whole`, to the cent.
 */
export function shareOfLine(whole: number, line: number, before: number, amount: number): number {
  if (line === 0) return 0;
  const upTo = (part: number) =>
    round(times(exact(whole), { top: BigInt(part), bottom: BigInt(line) }));
  return upTo(before + amount) - upTo(before);
}
