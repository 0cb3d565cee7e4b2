import { findLinkToSend, markLinkSent } from "../db/email-links";
import { sendMail } from "../email/send-mail";
import { renderLinkMail } from "../email/templates/render-link-mail";
import { findRecipient, type Recipient } from "./find-recipient";
import { linkSeconds } from "./link-scope";
import { makeCodes } from "./make-codes";

/**
 * Mails the link that was asked for under `id`, if there is anybody to mail: link and code are made here, and live
 * from the moment the mail server took them. Until then an earlier link stays good, so that this can fail (with
 * the errors of Stripe and of mail) and be tried again. Does nothing for what was sent already.
 */
export async function sendLink(id: string): Promise<void> {
  const link = await findLinkToSend(id);
  const recipient = link === null ? null : await findRecipient(link);
  if (link === null || recipient === null) return;
  const { code, pin } = await makeCodes(id, recipient.audience);
  await mail(link.email, recipient, code, pin);
  await markLinkSent(id);
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
