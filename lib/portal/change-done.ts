import { z } from "zod";

const money = z.object({ amount: z.number(), currency: z.string() });

/** What Stripe did, as it was looked up right after: the one shape for the database, the pages and the documents. */
export const changeDoneSchema = z.object({
  /** The invoice that came of it, or that it paid; null: nothing was billed at once. */
  invoice: z
    .object({
      id: z.string(),
      number: z.string().nullable(),
      status: z.string(),
      total: money,
      /** What it asked the customer for, after credit. */
      amountDue: money,
      amountPaid: money,
      lines: z.array(z.object({ description: z.string(), amount: money })),
      hasMoreLines: z.boolean(),
    })
    .nullable(),
  /** The subscription afterwards; null for what concerns the customer, or when it is no more. */
  subscription: z
    .object({
      status: z.string(),
      /** Unix seconds; null: it does not end. */
      cancelAt: z.number().nullable(),
      scheduleId: z.string().nullable(),
      /** When its schedule makes something else of it, Unix seconds; null: nothing is planned. */
      changesAt: z.number().nullable(),
    })
    .nullable(),
});

export type ChangeDone = z.infer<typeof changeDoneSchema>;
