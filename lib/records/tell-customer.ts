import { findReadable } from "../configurations/read-configuration";
import {
  type ChangeRecordRow,
  claimRecordMail,
  findRecordOfJob,
  findRecordSender,
  type RecordSender,
  releaseRecordMail,
} from "../db/change-records";
import { type Mail, sendMail } from "../email/send-mail";
import { renderChangeMail } from "../email/templates/render-change-mail";
import { env } from "../env";
import { PorticoError } from "../errors";
import { pickLocale } from "../i18n/pick-locale";
import { describeRecord } from "../i18n/record-words";
import type { ChangeRecord } from "../portal/change-record";
import { segmentOf } from "../portal/segment";
import type { CustomerFact } from "../portal/snapshot";
import { taskPaths } from "../portal/task-paths";
import { frameOf } from "../sessions/frame-of";
import { read } from "../stripe/call";
import { loadStripe } from "../stripe/client";
import { toCustomer } from "../stripe/reshape";
import { readRecord } from "./read-record";

/**
 * Mails the customer what they changed, at most once: claimed before it is sent. Nobody is mailed who has no address,
 * and nobody where there is no mail. Throws the errors of Stripe and of mail: then the job is tried again.
 */
export async function tellCustomer(merchantId: string, id: string): Promise<void> {
  const row = await findRecordOfJob(merchantId, id);
  const sender = row === null ? null : await findRecordSender(row);
  if (row === null || sender === null) return;
  const customer = await findCustomer(row);
  if (customer === null || !customer.email) return;
  const mail = await composeMail(readRecord(row), sender, customer, customer.email);
  if (!(await claimRecordMail(row))) return;
  try {
    await sendMail(mail);
  } catch (error) {
    // No mail here, or an address that is none: trying again would change nothing.
    if (isFinal(error)) return;
    await releaseRecordMail(row);
    throw error;
  }
}

function isFinal(error: unknown): boolean {
  return (
    error instanceof PorticoError && (error.code === "mail_off" || error.code === "email_invalid")
  );
}

/** Null for a customer who was deleted meanwhile. */
async function findCustomer(row: ChangeRecordRow): Promise<CustomerFact | null> {
  const { merchantId, livemode, customerId } = row;
  const stripe = await loadStripe(merchantId, livemode);
  const customer = await read(() => stripe.customers.retrieve(customerId));
  return customer.deleted ? null : toCustomer(customer);
}

async function composeMail(
  record: ChangeRecord,
  { slug, name, branding, document }: RecordSender,
  { preferredLocales }: CustomerFact,
  to: string,
): Promise<Mail> {
  const segment = segmentOf({ slug, livemode: record.livemode });
  const { accent, logoUrl } = frameOf(segment, { name, branding }, record.livemode);
  const companyName = findReadable(document)?.portico.email_authentication.company_name;
  const fromName = companyName ?? name;
  const locale = pickLocale(preferredLocales, null);
  const content = await renderChangeMail({
    words: describeRecord(record, { locale, merchant: fromName }),
    senderName: fromName,
    accent,
    logoUrl,
    link: `${env().APP_URL}/p/${segment}${taskPaths.record(record.id)}`,
    canUndo: canUndo(record),
    locale,
  });
  return { to, fromName, ...content };
}

/** What waits for the period's end can be taken back until then. */
function canUndo({ outcome }: ChangeRecord): boolean {
  return outcome === "scheduled";
}
