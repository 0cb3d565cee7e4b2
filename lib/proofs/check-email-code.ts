import {
  countEmailTry,
  type EmailChangeKey,
  findNewestEmailChange,
  keepFormerEmail,
} from "../db/email-changes";
import { PorticoError } from "../errors";
import { isRightPin } from "./hash-pin";
import { linkSeconds, mostAttempts } from "./link-scope";
import { readPin } from "./prove-pin";

/**
 * The mailbox whose code was typed in the session that had it mailed; `former` is the one it takes the place of. Each
 * try is counted before it is compared. Throws `code_invalid`, `link_used`, `link_expired` and `too_many_attempts`.
 */
export async function checkEmailCode(
  key: EmailChangeKey,
  code: string,
  former: string | null,
): Promise<string> {
  const digits = readPin(code, "code");
  const change = await findNewestEmailChange(key, linkSeconds);
  if (change === null) throw new PorticoError("code_invalid", { param: "code" });
  if (change.usedAt !== null) throw new PorticoError("link_used");
  if (change.isOver) throw new PorticoError("link_expired");
  const counted = await countEmailTry(key, change.id, mostAttempts);
  if (counted === null) throw new PorticoError("too_many_attempts");
  if (!isRightPin(change.id, digits, counted.pinHash)) {
    throw new PorticoError("code_invalid", { param: "code" });
  }
  await keepFormerEmail(key, change.id, former);
  return change.email;
}
