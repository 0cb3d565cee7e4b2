import { findOwnerAddress, findRecordOfJob, findRecordSender } from "../db/change-records";
import { sendMail } from "../email/send-mail";
import { renderDiffersMail } from "../email/templates/render-notice-mail";
import { PorticoError } from "../errors";
import { log } from "../log";
import { type ChangeRecord, shownAmount } from "../portal/change-record";
import { minorDigits } from "../portal/minor-digits";
import type { Money } from "../portal/money";
import { readRecord } from "./read-record";

/**
 * Mails one owner that a charge is not what its customer was shown. Throws the errors of mail, but for `mail_off`: where
 * nobody can be mailed the log says it.
 */
export async function tellOwner(merchantId: string, id: string, member: string): Promise<void> {
  const row = await findRecordOfJob(merchantId, id);
  const to = await findOwnerAddress(merchantId, member);
  const sender = row === null ? null : await findRecordSender(row);
  if (row === null || to === null || sender === null) return;
  const content = await renderDiffersMail({
    merchant: sender.name,
    customer: row.customerId,
    record: id,
    ...amountsOf(readRecord(row)),
  });
  try {
    await sendMail({ to, fromName: "Portico", ...content });
  } catch (error) {
    if (!(error instanceof PorticoError) || error.code !== "mail_off") throw error;
    log().warn({ record: id, merchantId }, "a charge differs from what was shown");
  }
}

function amountsOf({ shown, done }: ChangeRecord) {
  const told = shownAmount(shown);
  const invoice = done?.invoice ?? null;
  const currency = told?.currency ?? invoice?.amountDue.currency ?? "usd";
  return {
    shown: plainMoney({ amount: told?.amount ?? 0, currency }),
    charged: plainMoney(invoice?.amountDue ?? { amount: 0, currency }),
    invoice: invoice?.number ?? invoice?.id ?? "-",
  };
}

/** For members, who read what Stripe's dashboard shows: "36.00 USD". */
function plainMoney({ amount, currency }: Money): string {
  const digits = minorDigits(currency);
  return `${(amount / 10 ** digits).toFixed(digits)} ${currency.toUpperCase()}`;
}
