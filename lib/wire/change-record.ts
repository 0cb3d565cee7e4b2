import { z } from "zod";
import type { ChangeDone } from "../portal/change-done";
import { billOf, type ChangeRecord, shownAmount } from "../portal/change-record";
import type { Money } from "../portal/money";
import type { PreviewLine } from "../portal/preview";
import { listShape } from "./list-params";

/** The parameters of `GET /v1/portico/change_records`. */
export const listChangeRecordsSchema = z.strictObject({
  ...listShape,
  customer: z.string().min(1).max(255).optional(),
  subscription: z.string().min(1).max(255).optional(),
});

const text = z.string();
const seconds = z.int();
const amount = z.int();
const lines = z.array(z.strictObject({ description: text, amount, currency: text }));

/** A change record as it is answered, downloaded as JSON, and told by its event. Its shape only ever grows. */
export const changeRecordSchema = z.strictObject({
  id: text,
  object: z.literal("portico.change_record"),
  action: text,
  outcome: z.enum(["applied", "scheduled"]),
  agrees: z.boolean().nullable(),
  checked: seconds.nullable(),
  created: seconds,
  customer: text,
  done: z
    .strictObject({
      invoice: z
        .strictObject({
          id: text,
          number: text.nullable(),
          status: text,
          currency: text,
          total: amount,
          amount_due: amount,
          amount_paid: amount,
          lines,
          has_more_lines: z.boolean(),
        })
        .nullable(),
      subscription: z
        .strictObject({
          status: text,
          cancel_at: seconds.nullable(),
          schedule: text.nullable(),
          changes_at: seconds.nullable(),
        })
        .nullable(),
    })
    .nullable(),
  livemode: z.boolean(),
  session: z.strictObject({
    id: text,
    created: seconds.nullable(),
    proof: text.nullable(),
    surface: text.nullable(),
  }),
  shown: z.strictObject({
    amount_due_now: z.number().nullable(),
    currency: text.nullable(),
    lines,
    preview: z.looseObject({ kind: text }),
  }),
  subscription: text.nullable(),
});

/** What changeRecordSchema describes. */
export type WireChangeRecord = z.infer<typeof changeRecordSchema>;

export function serialiseChangeRecord(record: ChangeRecord): WireChangeRecord {
  const { id, action, outcome, agrees, checked, created, customer, done, livemode } = record;
  const { session, shown, subscription } = record;
  const told = shownAmount(shown);
  return {
    id,
    object: "portico.change_record",
    action,
    outcome,
    agrees,
    checked,
    created,
    customer,
    done: done && { invoice: toInvoice(done), subscription: toSubscription(done) },
    livemode,
    session: {
      id: session.id,
      created: session.created,
      proof: session.proof,
      surface: session.surface,
    },
    shown: {
      amount_due_now: told?.amount ?? null,
      currency: told?.currency ?? null,
      lines: (billOf(shown)?.lines ?? []).map(toLine),
      preview: { ...shown },
    },
    subscription,
  };
}

function toInvoice({ invoice }: ChangeDone) {
  if (invoice === null) return null;
  const { id, number, status, total, amountDue, amountPaid, hasMoreLines } = invoice;
  return {
    id,
    number,
    status,
    currency: total.currency,
    total: total.amount,
    amount_due: amountDue.amount,
    amount_paid: amountPaid.amount,
    lines: invoice.lines.map(toLine),
    has_more_lines: hasMoreLines,
  };
}

function toSubscription({ subscription }: ChangeDone) {
  if (subscription === null) return null;
  const { status, cancelAt, scheduleId, changesAt } = subscription;
  return { status, cancel_at: cancelAt, schedule: scheduleId, changes_at: changesAt };
}

function toLine({
  description,
  amount: money,
}: Pick<PreviewLine, "description"> & { amount: Money }) {
  return { description, amount: money.amount, currency: money.currency };
}
