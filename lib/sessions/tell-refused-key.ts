import { findRefusalNotice } from "../db/refused-keys";
import { sendMail } from "../email/send-mail";
import { renderKeyRefusedMail } from "../email/templates/render-notice-mail";
import { PorticoError } from "../errors";

type Notice = {
  readonly merchantId: string;
  readonly livemode: boolean;
  /** The owner to mail. */
  readonly member: string;
};

/**
 * Mails one owner that Stripe refuses the merchant's key, so that their portal is closed. Throws the errors of mail, but
 * for `mail_off`: where nobody can be mailed the log has said it.
 */
export async function tellRefusedKey({ merchantId, livemode, member }: Notice): Promise<void> {
  const found = await findRefusalNotice(merchantId, member);
  if (found === null) return;
  const { email: to, merchant } = found;
  const content = await renderKeyRefusedMail({ merchant, mode: livemode ? "live" : "test" });
  try {
    await sendMail({ to, fromName: "Portico", ...content });
  } catch (error) {
    if (!(error instanceof PorticoError) || error.code !== "mail_off") throw error;
  }
}
