import { requireDemoCustomer } from "../../demo";
import { PorticoError } from "../../errors";
import { requireOurOrigin } from "../origins";
import { readBody } from "../read-body";
import { redirect } from "../redirect";
import { newRequestId, respondError } from "../respond";
import { requireTimeMachine, type TimeMachine } from "./time-machine";

/** What a form of the time machine asks for, and what came of it. */
const steps = {
  day: async (machine) => machine.advance(86_400).then(() => "day"),
  month: async (machine) => {
    const now = await machine.now();
    await machine.advance(monthLater(now) - now);
    return "month";
  },
  renewal: async (machine, customer) => {
    const [now, renewal] = [await machine.now(), await machine.nextRenewal(customer)];
    if (renewal === null) return "nothing";
    await machine.advance(Math.max(renewal - now, 0));
    return "renewal";
  },
  decline: (machine, customer) => machine.declineNext(customer).then(() => "decline"),
} satisfies Record<string, (machine: TimeMachine, customer: string) => Promise<string>>;

/** `POST /demo/time`: moves the sandbox's time, or has a customer's next payment declined. Demo only. */
export async function moveTime(request: Request): Promise<Response> {
  const requestId = newRequestId();
  try {
    requireOurOrigin(request, true);
    const form = new URLSearchParams(await readBody(request, 4096));
    const key = form.get("customer") ?? "";
    const { merchant, customer } = requireDemoCustomer(key);
    const machine = await requireTimeMachine(merchant);
    const step = stepOf(form.get("step") ?? "");
    const isRepeated = await hasMovedSince(form.get("ahead"), machine);
    const moved = isRepeated ? "already" : await step(machine, customer);
    return redirect(`/demo?${new URLSearchParams({ moved, customer: key })}#moved`, requestId);
  } catch (error) {
    return respondError(error, requestId);
  }
}

/**
 * Whether time was moved after the page was made that a form is of: a button that was pressed twice moves
 * it once. `ahead` is by how many seconds it was ahead then; a form without it is always new.
 */
async function hasMovedSince(ahead: string | null, machine: TimeMachine): Promise<boolean> {
  if (ahead === null) return false;
  return Math.abs((await machine.aheadSeconds()) - Number(ahead)) > 60;
}

function stepOf(name: string) {
  const step = new Map(Object.entries(steps)).get(name);
  if (step === undefined) throw new PorticoError("parameter_invalid", { param: "step" });
  return step;
}

/** The same day of the next month, or its last; unix seconds. */
function monthLater(time: number): number {
  const date = new Date(time * 1000);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = Math.min(date.getUTCDate(), last);
  return Math.floor(date.setUTCFullYear(year, month, day) / 1000);
}
