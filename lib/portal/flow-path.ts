import { type Flow, flowSchema } from "./flow";
import { stripeIds } from "./stripe-ids";
import { taskPaths } from "./task-paths";

/**
 * Where a session made with this flow begins, below the portal's base: the page of its task, where there is one;
 * "" is the home page, also for a flow that cannot be read.
 */
export function flowPath(kept: unknown): string {
  const { data: flow } = flowSchema.safeParse(kept);
  return (flow && findTask(flow)) ?? "";
}

function findTask(flow: Flow): string | null {
  const { subscription_cancel: cancel, subscription_update: update } = flow;
  switch (flow.type) {
    case "customer_update":
      return taskPaths.billing;
    case "subscription_cancel":
      return cancel && taskPaths.cancel(cancel.subscription);
    case "subscription_update":
      return update && taskPaths.change(update.subscription);
    case "subscription_update_confirm":
      return findConfirmation(flow);
    case "payment_method_update":
    case "subscription_pause":
      return null;
    default:
      return flow.type satisfies never;
  }
}

/** The page confirms one price for the one item; whatever else was prepared begins with the choice. */
function findConfirmation({ subscription_update_confirm: confirm }: Flow): string | null {
  if (confirm === null) return null;
  const { subscription, items } = confirm;
  const [price, ...others] = items.map((item) => item.price);
  const isOne = others.length === 0 && typeof price === "string" && stripeIds.price.test(price);
  return isOne ? taskPaths.confirm(subscription, price) : taskPaths.change(subscription);
}
