import { findRecordOfJob, settleChangeRecord } from "../db/change-records";
import type { ChangeDone } from "../portal/change-done";
import { shownAmount } from "../portal/change-record";
import type { Preview } from "../portal/preview";
import { loadStripe } from "../stripe/client";
import { serialiseChangeRecord } from "../wire/change-record";
import { findDone } from "./find-done";
import { mailsCustomer } from "./mails-customer";
import { readRecord } from "./read-record";

/**
 * Looks at what Stripe made of a change, writes it down and says whether it is what its customer was shown, once; a
 * difference is told to the merchant. Throws the errors of reading Stripe: then the job is tried again.
 */
export async function checkChange(merchantId: string, id: string): Promise<void> {
  const row = await findRecordOfJob(merchantId, id);
  if (row === null || row.checkedAt !== null) return;
  const record = readRecord(row);
  const stripe = await loadStripe(merchantId, row.livemode);
  const { done, isWhole } = await findDone(stripe, row, record.shown);
  const agrees = isWhole ? compare(record.shown, done) : null;
  const mails = mailsCustomer[record.action];
  const object = serialiseChangeRecord({ ...record, done, agrees });
  await settleChangeRecord(row, { done, agrees, mails }, object);
}

/** Whether what was asked for is what was shown, to the cent. Null where there is nothing to compare. */
export function compare(shown: Preview, { invoice }: ChangeDone): boolean | null {
  const told = shownAmount(shown);
  if (told === null) return null;
  const asked = invoice?.amountDue ?? { amount: 0, currency: told.currency };
  const isSameCurrency = told.currency === null || told.currency === asked.currency;
  return told.amount === asked.amount && (told.amount === 0 || isSameCurrency);
}
