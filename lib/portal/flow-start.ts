import { type Flow, flowSchema, subscriptionOf } from "./flow";
import { findPage, type Task } from "./flow-path";

/**
 * Where a session made with this flow begins, below the portal's base: the page of its task; "" is the home page,
 * also for a flow that cannot be read. Apart from flow-path.ts, so that no browser loads a schema.
 */
export function flowPath(kept: unknown): string {
  const { data: flow } = flowSchema.safeParse(kept);
  return flow === undefined ? "" : findPage(taskOf(flow));
}

function taskOf(flow: Flow): Task {
  const [item] = flow.subscription_update_confirm?.items ?? [];
  const change = item === undefined ? null : { price: item.price };
  return { type: flow.type, subscription: subscriptionOf(flow), change };
}
