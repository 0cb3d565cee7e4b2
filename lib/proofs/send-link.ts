import { randomInt } from "node:crypto";
import { armLink, findLinkToSend, markLinkSent, type SendableLink } from "../db/email-links";
import { sendMail } from "../email/send-mail";
import { renderLinkMail } from "../email/templates/render-link-mail";
import { newSecret } from "../ids";
import { hashToken } from "../secrets";
import { findRecipient, type Recipient } from "./find-recipient";
import { hashPin } from "./hash-pin";
import { linkSeconds } from "./link-scope";

/**
 * Mails the link that was asked for under `id`, if there is anybody to mail: link and code are made here, and live
 * from the moment the mail server took them. Until then an earlier link stays good, so that this can fail (with
 * the errors of Stripe and of mail) and be tried again. Does nothing for what was sent already.
 */
export async function sendLink(id: string): Promise<void> {
  const link = await findLinkToSend(id);
  const recipient = link === null ? null : await findRecipient(link);
  if (link === null || recipient === null) return;
  const { code, pin } = await makeCodes(link);
  await mail(link.email, recipient, code, pin);
  await markLinkSent(id);
}

/** A link code that says by its prefix whom it is for, and six digits. Only their hashes are kept. */
async function makeCodes({ id, audience }: SendableLink): Promise<{ code: string; pin: string }> {
  const code = newSecret(audience === "member" ? "pml" : "plk");
  const pin = String(randomInt(1_000_000)).padStart(6, "0");
  await armLink(id, { linkHash: hashToken(code), pinHash: hashPin(id, pin) });
  return { code, pin };
}

async function mail(to: string, recipient: Recipient, code: string, pin: string): Promise<void> {
  const { linkTo, ...look } = recipient;
  const content = await renderLinkMail({
    ...look,
    link: linkTo(code),
    pin,
    minutes: linkSeconds / 60,
  });
  await sendMail({ to, fromName: recipient.senderName, ...content });
}
