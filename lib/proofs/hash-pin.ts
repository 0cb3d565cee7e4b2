import { timingSafeEqual } from "node:crypto";
import { hashToken } from "../secrets";

/** The form in which a 6-digit code is stored: keyed, and another one for each mail. */
export function hashPin(link: string, pin: string): string {
  return hashToken(`pin of ${link}: ${pin}`);
}

/** Compares in a time that tells nothing; a code that was never made is never right. */
export function isRightPin(link: string, pin: string, pinHash: string | null): boolean {
  const given = Buffer.from(hashPin(link, pin));
  const held = Buffer.from(pinHash ?? "-".repeat(given.length));
  return held.length === given.length && timingSafeEqual(given, held);
}
