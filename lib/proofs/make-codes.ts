import { randomInt } from "node:crypto";
import { armLink } from "../db/email-links";
import { newSecret } from "../ids";
import { hashToken } from "../secrets";
import { hashPin } from "./hash-pin";
import type { Audience } from "./link-scope";

/** A new code for the link that was asked for under `id`, which says by its prefix whom it is for, and six digits. */
export async function makeCodes(
  id: string,
  audience: Audience,
): Promise<{ code: string; pin: string }> {
  const code = newSecret(audience === "member" ? "pml" : "plk");
  const pin = String(randomInt(1_000_000)).padStart(6, "0");
  // Only their hashes are kept.
  await armLink(id, { linkHash: hashToken(code), pinHash: hashPin(id, pin) });
  return { code, pin };
}
