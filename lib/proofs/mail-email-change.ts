import { randomInt } from "node:crypto";
import { findReadable } from "../configurations/read-configuration";
import {
  armEmailChange,
  type EmailChangeMail,
  findEmailChangeMail,
  markEmailChangeSent,
} from "../db/email-changes";
import { sendMail } from "../email/send-mail";
import { renderEmailChangeMail } from "../email/templates/render-email-change-mail";
import { PorticoError } from "../errors";
import { segmentOf } from "../portal/segment";
import { frameOf } from "../sessions/frame-of";
import { hashPin } from "./hash-pin";
import { linkSeconds } from "./link-scope";
import { maskEmail } from "./mask-email";

/**
 * Mails the code that proves a new mailbox; it is made here, and only its keyed hash is kept. Does nothing for what
 * was sent already or asked for anew since. Throws the errors of mail: then the job is tried again.
 */
export async function sendEmailCode(merchantId: string, id: string): Promise<void> {
  const change = await findEmailChangeMail(merchantId, id);
  if (change === null || change.sentAt !== null || !change.isNewest) return;
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  await armEmailChange(merchantId, id, hashPin(id, code));
  const look = lookOf(change);
  const content = await renderEmailChangeMail({
    ...look,
    kind: "code",
    code,
    minutes: linkSeconds / 60,
  });
  await mail(change.email, look.senderName, content);
  await markEmailChangeSent(merchantId, id);
}

/** Tells the former mailbox that bills go elsewhere from now on, and where to turn to. Throws the errors of mail. */
export async function tellFormerMailbox(merchantId: string, id: string): Promise<void> {
  const change = await findEmailChangeMail(merchantId, id);
  if (change === null || change.usedAt === null || change.formerEmail === null) return;
  const look = lookOf(change);
  const masked = maskEmail(change.email);
  const content = await renderEmailChangeMail({ ...look, kind: "told", email: masked });
  await mail(change.formerEmail, look.senderName, content);
}

/** The merchant's look, as its configuration and branding have it. */
function lookOf({ slug, name, branding, livemode, document, locale }: EmailChangeMail) {
  const { accent, logoUrl } = frameOf(segmentOf({ slug, livemode }), { name, branding }, livemode);
  const company = findReadable(document)?.portico.email_authentication.company_name;
  return { senderName: company ?? name, accent, logoUrl, locale };
}

type Content = Awaited<ReturnType<typeof renderEmailChangeMail>>;

/** Where no mail leaves, or the address is none, trying again would change nothing. */
async function mail(to: string, fromName: string, content: Content): Promise<void> {
  try {
    await sendMail({ to, fromName, ...content });
  } catch (error) {
    const code = error instanceof PorticoError ? error.code : null;
    if (code !== "mail_off" && code !== "email_invalid") throw error;
  }
}
