import type { Route } from "next";
import { taskPaths } from "@/lib/portal/task-paths";

/** The portal's own pages, by the path they begin with: `frame.base`. */
export function homePath(base: string): Route {
  return base as Route;
}

/** The plans of a subscription; `cadence` is the interval they are shown at, its own unless given. */
export function changePath(base: string, subscription: string, cadence?: string): Route {
  const query = cadence === undefined ? "" : `?interval=${cadence}`;
  return `${base}${taskPaths.change(subscription)}${query}` as Route;
}

export function confirmPath(base: string, subscription: string, price: string): Route {
  return `${base}${taskPaths.confirm(subscription, price)}` as Route;
}

export function cancelPath(base: string, subscription: string): Route {
  return `${base}${taskPaths.cancel(subscription)}` as Route;
}

export function billingPath(base: string): Route {
  return `${base}${taskPaths.billing}` as Route;
}

/** All invoices, newest first; `after` is the last invoice of the page before. */
export function invoicesPath(base: string, after?: string): Route {
  return `${base}/invoices${after === undefined ? "" : `?after=${after}`}` as Route;
}
