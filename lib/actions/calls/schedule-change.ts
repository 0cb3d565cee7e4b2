import type Stripe from "stripe";
import { read, translate, wasReplayed, write } from "../../stripe/call";
import { idOf, intentMark } from "../../stripe/reshape";
import { keepItem, keepPhase, withoutEnded } from "./keep-phase";
import type { StripeCall } from "./stripe-call";

export type LaterChange = Extract<
  StripeCall,
  { method: "subscription_schedules.change_at_period_end" }
>;
type Schedule = Stripe.SubscriptionSchedule;
type PhaseParams = Stripe.SubscriptionScheduleUpdateParams.Phase;

/** How long the schedule stays once the change is made: just so that Stripe has a phase to enter. */
const afterwards = { interval: "day" as const, interval_count: 1 };

/**
 * Puts a schedule around the subscription, which by itself changes nothing. Its own key makes it the same schedule
 * whenever it is asked for again.
 */
export function createSchedule(
  stripe: Stripe,
  { id }: LaterChange,
  idempotencyKey: string,
): Promise<Schedule> {
  return stripe.subscriptionSchedules.create(
    {
      from_subscription: id,
      expand: ["phases.discounts.discount", "phases.items.discounts.discount"],
    },
    { idempotencyKey: createKey(idempotencyKey) },
  );
}

/** Writes the change into the schedule: what is now stays as it is until `at`, and is then what was asked for. */
export async function writePhases(
  stripe: Stripe,
  { params }: LaterChange,
  schedule: Schedule,
  idempotencyKey: string,
): Promise<void> {
  const present = schedule.phases.at(-1);
  if (present === undefined) throw new Error(`The schedule ${schedule.id} has no phase.`);
  const next = withoutEnded(present, params.at);
  const { id } = await stripe.subscriptionSchedules.update(
    schedule.id,
    {
      end_behavior: "release",
      metadata: { [intentMark]: idempotencyKey },
      proration_behavior: "none",
      phases: [
        { ...keepPhase(present), start_date: present.start_date, end_date: params.at },
        { ...keepPhase(next), ...changePhase(params, next), duration: afterwards },
      ],
    },
    { idempotencyKey },
  );
  if (id !== schedule.id) throw new Error(`Stripe answered ${schedule.id} with ${id}`);
}

/** What differs later. An item that takes another's place goes on with its tax rates, discounts and metadata. */
function changePhase(
  { items, discounts }: LaterChange["params"],
  phase: Schedule["phases"][number],
): Pick<PhaseParams, "items" | "discounts"> {
  const held = new Map(phase.items.map((item) => [idOf(item.price), item]));
  return {
    items: items.map(({ replaces, ...item }) => {
      const found = held.get(replaces ?? "");
      if (found === undefined) return item;
      const { quantity: _before, ...kept } = keepItem(found);
      return { ...kept, ...item };
    }),
    ...(discounts === undefined ? {} : { discounts }),
  };
}

/**
 * The schedule that a call has put around its subscription, whether or not it got its phases; null for none, and for
 * anybody else's. Creating it again is safe while there is one: Stripe repeats its answer to the key, or refuses.
 * Throws when Stripe can't tell.
 */
export async function findOwnSchedule(
  stripe: Stripe,
  call: LaterChange,
  idempotencyKey: string,
): Promise<string | null> {
  const { schedule } = await read(() => stripe.subscriptions.retrieve(call.id));
  const attached = idOf(schedule);
  if (attached === null) return null;
  const made = await write(() => createSchedule(stripe, call, idempotencyKey));
  if (made.kind !== "unknown") {
    return made.kind === "done" && made.value.id === attached ? attached : null;
  }
  if (!wasReplayed(made.cause)) throw translate(made.cause);
  return (await wasMadeUnder(stripe, attached, createKey(idempotencyKey))) ? attached : null;
}

/** What Stripe keeps for the key is a fault, though it made the schedule: only its events tell by whose request. */
async function wasMadeUnder(stripe: Stripe, id: string, key: string): Promise<boolean> {
  const type = "subscription_schedule.created";
  const { data } = await read(() => stripe.events.list({ type, limit: 100 }));
  return data.some(
    ({ request, data: { object } }) =>
      request?.idempotency_key === key && "id" in object && object.id === id,
  );
}

/**
 * Makes sure that a call that can come to nothing any more leaves no schedule in the way. False when that is not known
 * yet. Of any other call there is nothing to leave.
 */
export async function leavesNothing(
  stripe: Stripe,
  call: StripeCall,
  idempotencyKey: string,
): Promise<boolean> {
  if (call.method !== "subscription_schedules.change_at_period_end") return true;
  const schedule = await findOwnSchedule(stripe, call, idempotencyKey);
  return schedule === null || releaseSchedule(stripe, schedule);
}

function createKey(idempotencyKey: string): string {
  return `${idempotencyKey}-create`;
}

/** Lets go of a schedule, which leaves its subscription as it is. False when nobody knows whether it did. */
export async function releaseSchedule(stripe: Stripe, id: string): Promise<boolean> {
  const released = await write(() => stripe.subscriptionSchedules.release(id));
  return released.kind === "done";
}
