import { env } from "../env";
import { deriveSecret, hashToken } from "../secrets";

/** The code of the demo's own sign-in link: opens after one click, as often as one likes. */
export function demoSignInCode(): string {
  return deriveSecret("pdl", "demo sign-in");
}

/** Whether this is the code of the demo's own sign-in link. Outside the demo nothing is. */
export function isDemoSignInCode(code: unknown): boolean {
  return env().isDemo && typeof code === "string" && isSame(code, demoSignInCode());
}

/** What makes the first owner, and with it the first merchant. Of no use once there is an owner. */
export function setupToken(): string {
  return deriveSecret("pst", "first owner");
}

export function isSetupToken(token: string): boolean {
  return isSame(token, setupToken());
}

/** Compared as hashes: how long it takes tells nothing of either. */
function isSame(one: string, other: string): boolean {
  return hashToken(one) === hashToken(other);
}
