import { findDemoMerchant } from "../../demo";
import { findTimeMachine } from "./time-machine";

/** The time of the demo's sandbox (unix seconds) and how far it is ahead; null without a sandbox of our own. */
export async function loadDemoTime(): Promise<{ now: number; aheadSeconds: number } | null> {
  const slug = findDemoMerchant();
  const machine = slug === null ? null : await findTimeMachine(slug);
  if (machine === null) return null;
  return { now: await machine.now(), aheadSeconds: await machine.aheadSeconds() };
}
