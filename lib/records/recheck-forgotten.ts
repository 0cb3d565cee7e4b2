import { requeueUncheckedRecords } from "../db/change-records";

/** Has changes compared whose jobs gave up: for three days, every two hours. */
export function recheckForgotten(): Promise<void> {
  return requeueUncheckedRecords();
}
