import { addAuditEntry } from "../db/audit-entries";
import { transact } from "../db/client";
import {
  type EmailChangeKey,
  findEmailChangeByNonce,
  insertEmailChange,
} from "../db/email-changes";
import { findIntentByNonce } from "../db/intents";
import { canMail } from "../email/can-mail";
import { PorticoError } from "../errors";
import { pickLocale } from "../i18n/pick-locale";
import { takeFromLimit } from "../limits/take-from-limit";
import type { ActionAnswer } from "../portal/outcome";
import { parseEmail } from "../proofs/email-address";
import type { Viewer } from "../snapshot/scope-of";
import type { Confirmation } from "./checks/parse-request";
import { requireAllowed } from "./checks/require-allowed";
import { requireUnmoved } from "./checks/require-unmoved";
import { setScene } from "./checks/set-scene";
import { updateCustomer } from "./update-customer";

/**
 * Has a code mailed to the mailbox that bills are to go to: nothing changes at Stripe before it was typed
 * (`confirm_email`). Answers alike whoever else has that address, and whether it is mailed or beyond its limits. Throws
 * what an update throws, `email_invalid`, `mail_off` where no mail leaves, and `rate_limited` for who asks often.
 */
export async function askEmailChange(
  viewer: Viewer,
  confirmation: Confirmation<"update_customer">,
): Promise<ActionAnswer> {
  const { merchant, livemode, session } = viewer;
  const { nonce, input, expected } = confirmation;
  const key = { merchantId: merchant.id, livemode, sessionId: session.id };
  const scene = await setScene(viewer, { target: null, upcoming: "none" });
  requireAllowed(updateCustomer, scene, input);
  const email = parseEmail(input.email);
  const repeated = await findRepeated(key, nonce, email);
  if (repeated !== null) return answer(repeated);
  await requireUnmoved(updateCustomer, scene, input, expected);
  if (!canMail()) throw new PorticoError("mail_off");
  await takeTurn(key, session.customerId);
  const locale = pickLocale(scene.snapshot.customer.preferredLocales, null);
  const { customerId } = session;
  const change = { ...key, customerId, nonce, email, locale };
  const isLimited = await isBeyondLimit(key.merchantId, email);
  const id = await transact(async (tx) => {
    const made = await insertEmailChange(tx, change, isLimited);
    if (made === null) return null;
    await addAuditEntry(tx, {
      merchantId: key.merchantId,
      livemode,
      actorType: "customer",
      actorId: customerId,
      action: isLimited ? "email_change.limited" : "email_change.asked",
      target: made,
      data: {},
    });
    return made;
  });
  if (id === null) throw new PorticoError("operation_in_progress");
  return answer(id);
}

function answer(intent: string): ActionAnswer {
  return { outcome: "confirm_sent", intent };
}

/** The same click again is answered as the first; with anything else it is refused. */
async function findRepeated(
  key: EmailChangeKey,
  nonce: string,
  email: string,
): Promise<string | null> {
  const asked = await findEmailChangeByNonce(key, nonce);
  if (asked?.email === email) return asked.id;
  const intent = await findIntentByNonce(key.merchantId, key.sessionId, nonce);
  if (asked === null && intent === null) return null;
  throw new PorticoError("idempotency_error", { param: "nonce" });
}

async function takeTurn({ merchantId, livemode }: EmailChangeKey, customer: string): Promise<void> {
  const turn = await takeFromLimit("email_change", `${merchantId} ${livemode} ${customer}`);
  const { allowed, retryAfterSeconds } = turn;
  if (!allowed) throw new PorticoError("rate_limited", { retryAfterSeconds });
}

/** Told to nobody: it would say that others have this mailbox mailed. */
async function isBeyondLimit(merchantId: string, email: string): Promise<boolean> {
  const [mailbox, merchant] = await Promise.all([
    takeFromLimit("link_mailbox", email),
    takeFromLimit("link_merchant", merchantId),
  ]);
  return !mailbox.allowed || !merchant.allowed;
}
