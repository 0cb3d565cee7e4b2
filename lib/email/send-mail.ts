import { keepMail } from "../db/kept-mails";
import { env } from "../env";
import { PorticoError } from "../errors";
import { cleanDisplayName } from "./clean-display-name";
import { oneLine } from "./one-line";
import { requireOneAddress } from "./require-one-address";
import { sendOverSmtp } from "./send-over-smtp";

export type Mail = {
  readonly to: string;
  /** What stands before our own address; cleaned here, whatever it holds. */
  readonly fromName: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
};

/**
 * Sends one mail to one address: over SMTP when EMAIL_SERVER is set; the demo keeps it for its mailbox instead.
 * Resolves when the server has taken it. Throws `email_invalid` (not exactly one address), `mail_off` (no
 * EMAIL_SERVER, no demo) and a plain Error when the server did not take it: then trying again makes sense.
 */
export async function sendMail(mail: Mail): Promise<void> {
  const { EMAIL_SERVER, EMAIL_FROM, isDemo, APP_URL } = env();
  const { html, text } = mail;
  const to = requireOneAddress(mail.to);
  const name = cleanDisplayName(mail.fromName);
  const subject = oneLine(mail.subject, 200);
  if (EMAIL_SERVER !== undefined && EMAIL_FROM !== undefined) {
    const from = { name, address: EMAIL_FROM };
    return sendOverSmtp({ from, to, subject, html, text });
  }
  if (!isDemo) throw new PorticoError("mail_off");
  const from = `${name} <billing@${new URL(APP_URL).hostname}>`;
  await keepMail({ to, from, subject, html, text });
}
