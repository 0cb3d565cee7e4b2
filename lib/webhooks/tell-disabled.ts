import { findDisabledNotice } from "../db/webhook-attempts";
import { sendMail } from "../email/send-mail";
import { renderNoticeMail } from "../email/templates/render-notice-mail";
import { PorticoError } from "../errors";
import { log } from "../log";

type Notice = {
  readonly merchantId: string;
  readonly endpoint: string;
  /** The owner to mail. */
  readonly member: string;
  readonly reason: "gone" | "failing";
};

/**
 * Mails one owner that an endpoint was disabled, unless it was enabled again since. Throws the errors of mail, but for
 * `mail_off`: where nobody can be mailed the log says it.
 */
export async function tellDisabled(notice: Notice): Promise<void> {
  const { merchantId, endpoint, member, reason } = notice;
  const found = await findDisabledNotice(merchantId, endpoint, member);
  if (found === null) return;
  const { email: to, merchant, url } = found;
  const content = await renderNoticeMail("webhook_disabled", reason, {
    merchant,
    host: new URL(url).host,
    endpoint,
  });
  try {
    await sendMail({ to, fromName: "Portico", ...content });
  } catch (error) {
    if (!(error instanceof PorticoError) || error.code !== "mail_off") throw error;
    log().warn({ endpoint, merchantId, reason }, "a webhook endpoint was disabled");
  }
}
