import { number } from "../../catalogue/params";
import type { Param } from "../../protocol/params";

/** A percentage from 0 to 100 with at most two decimal places. */
export function percent(): Param<number> {
  return number(0, 100, 2);
}
