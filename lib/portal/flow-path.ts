import { taskPaths } from "./task-paths";
import type { FlowView } from "./view";

/** What of a task decides which page it is on. */
export type Task = Pick<FlowView, "type" | "subscription"> & {
  readonly change: { readonly price: string | null } | null;
};

/**
 * Where a page leads instead, in a session whose task is `flow`: to the page of the task while it is open, to the one
 * that tells the result after it. Null: the page may be shown. `path` is what follows the portal's base.
 */
export function leadInFlow(flow: FlowView | null, path: string): string | null {
  if (flow === null) return path === taskPaths.done ? "" : null;
  if (flow.isCompleted) return path === taskPaths.done ? null : taskPaths.done;
  const page = findPage(flow);
  return path === page || isPartOf(flow, page, path) ? null : page;
}

/**
 * Choosing a plan is followed by confirming it; a change that is asked to be confirmed may be one of the quantity. Both
 * may need another payment method on the way.
 */
function isPartOf({ type, subscription }: FlowView, page: string, path: string): boolean {
  if (subscription === null) return false;
  const isAside = path === taskPaths.quantity(subscription) || path === taskPaths.payment;
  if (type === "subscription_update_confirm") return isAside;
  return type === "subscription_update" && (isAside || path.startsWith(`${page}/`));
}

/** The page of a task, below the portal's base; "" for one that misses what it is about. */
export function findPage({ type, subscription, change }: Task): string {
  switch (type) {
    case "customer_update":
      return taskPaths.billing;
    case "payment_method_update":
      return taskPaths.payment;
    case "subscription_cancel":
      return subscription === null ? "" : taskPaths.cancel(subscription);
    case "subscription_pause":
      return subscription === null ? "" : taskPaths.pause(subscription);
    case "subscription_update":
      return subscription === null ? "" : taskPaths.change(subscription);
    case "subscription_update_confirm":
      return subscription === null ? "" : findConfirmation(subscription, change?.price ?? null);
    default:
      return type satisfies never;
  }
}

function findConfirmation(subscription: string, price: string | null): string {
  return price === null ? taskPaths.quantity(subscription) : taskPaths.confirm(subscription, price);
}
