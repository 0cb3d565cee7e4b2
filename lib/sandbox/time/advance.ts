import type Stripe from "stripe";
import { advanceDiscount } from "../discounts/end-discount";
import { expireCode, expireCoupon } from "../discounts/validity";
import type { Documents, Kind } from "../documents";
import type { Context } from "../endpoint";
import { recordOf } from "../record-of";
import { advanceSchedule } from "../schedules/advance-schedule";
import type { SandboxRecord } from "../store";
import { expireAwaited } from "../subscriptions/expire-awaited";
import { advanceInvoice } from "./advance-invoice";
import { advanceSubscription } from "./advance-subscription";
import { deleteClock } from "./delete-clock";

type Step = (context: Context, id: string) => Promise<void>;

/** How many things one object may do at one moment: more means that time stands still. */
const maxStepsAtOnce = 8;

/** What time does to each kind that falls due. */
const steps = new Map<string, Step>([
  step("awaited_change", expireAwaited),
  step("coupon", expireCoupon),
  step("discount_end", advanceDiscount),
  step("invoice", advanceInvoice),
  step("promotion_code", expireCode),
  step("subscription", advanceSubscription),
  step("subscription_schedule", advanceSchedule),
]);

/**
 * Does what is due for a record at the context's time. Throws when the record is due at the same moment
 * still, however often it was advanced: catching up would never end.
 */
export async function advance(context: Context, record: SandboxRecord): Promise<void> {
  if (record.kind === "test_clock") return advanceClock(context, record.id);
  const run = steps.get(record.kind);
  if (run === undefined) throw new Error(`Time does nothing to ${record.kind} ${record.id}.`);
  context.books.now = context.now;
  await run(context, record.id);
}

function step<K extends Kind>(
  kind: K,
  work: (context: Context, document: Documents[K]) => Promise<void>,
): [K, Step] {
  return [
    kind,
    async (context, id) => {
      let due: number | null = null;
      for (let count = 0; count <= maxStepsAtOnce; count += 1) {
        const document = await context.books.find(kind, id);
        if (document === null) return;
        const { dueAt } = recordOf(kind, document, context.now);
        const isOver = dueAt === null || dueAt > context.now || (due !== null && dueAt > due);
        if (isOver && count > 0) return;
        due = dueAt;
        await work(context, document);
      }
      throw new Error(`Time stands still at ${kind} ${id}, due at ${due}.`);
    },
  ];
}

/**
 * One step of a test clock on its way: the next thing that is due by its time, else the arrival. What
 * Stripe does behind `status: advancing` happens here before the next request is served.
 */
async function advanceClock(context: Context, id: string): Promise<void> {
  const { books } = context;
  const clock = await books.find("test_clock", id);
  if (clock === null) throw new Error(`Nothing is known of test clock ${id}.`);
  if (clock.status !== "advancing") return deleteClock(context, clock);
  const target = clock.status_details.advancing?.target_frozen_time ?? clock.frozen_time;
  const record = await books.nextDue(target, id);
  if (record === null) return books.put("test_clock", arrived(clock, target));
  const now = Math.max(record.dueAt ?? target, clock.frozen_time);
  await books.put("test_clock", { ...clock, frozen_time: now });
  await advance({ ...context, now }, record);
}

function arrived(
  clock: Stripe.TestHelpers.TestClock,
  frozen_time: number,
): Stripe.TestHelpers.TestClock {
  return { ...clock, frozen_time, status: "ready", status_details: {} };
}
