import type { Route } from "next";
import { taskPaths } from "@/lib/portal/task-paths";

/** Whether the portal stands in a frame of another page. */
export function isEmbed(base: string): boolean {
  return base.startsWith("/embed/");
}

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

export function quantityPath(base: string, subscription: string): Route {
  return `${base}${taskPaths.quantity(subscription)}` as Route;
}

export function couponPath(base: string, subscription: string): Route {
  return `${base}${taskPaths.coupon(subscription)}` as Route;
}

export function pausePath(base: string, subscription: string): Route {
  return `${base}${taskPaths.pause(subscription)}` as Route;
}

export function resumePath(base: string, subscription: string): Route {
  return `${base}${taskPaths.resume(subscription)}` as Route;
}

/** What has ended, to be had again; `price` is another plan's, its own unless given. */
export function resubscribePath(base: string, subscription: string, price?: string): Route {
  const query = price === undefined ? "" : `?price=${price}`;
  return `${base}${taskPaths.resubscribe(subscription)}${query}` as Route;
}

export function resubscribePlansPath(base: string, subscription: string): Route {
  return `${base}${taskPaths.resubscribePlans(subscription)}` as Route;
}

/** The plans a customer may begin with; `cadence` is the interval they are shown at. */
export function subscribePath(base: string, cadence?: string): Route {
  const query = cadence === undefined ? "" : `?interval=${cadence}`;
  return `${base}${taskPaths.subscribe}${query}` as Route;
}

export function beginPath(base: string, price: string): Route {
  return `${base}${taskPaths.begin(price)}` as Route;
}

/** The payment methods, and adding one; `next` is the page of ours to go on with then. */
export function paymentPath(base: string, next?: string): Route {
  const query = next === undefined ? "" : `?${new URLSearchParams({ next })}`;
  return `${base}${taskPaths.payment}${query}` as Route;
}

export function billingPath(base: string): Route {
  return `${base}${taskPaths.billing}` as Route;
}

/** All invoices, newest first; `after` is the last invoice of the page before. */
export function invoicesPath(base: string, after?: string): Route {
  return `${base}/invoices${after === undefined ? "" : `?after=${after}`}` as Route;
}

export function payPath(base: string, invoice: string): Route {
  return `${base}${taskPaths.pay(invoice)}` as Route;
}

/** What was changed here, newest first; `after` is the last record of the page before. */
export function changesPath(base: string, after?: string): Route {
  return `${base}${taskPaths.changes}${after === undefined ? "" : `?after=${after}`}` as Route;
}

export function recordPath(base: string, record: string): Route {
  return `${base}${taskPaths.record(record)}` as Route;
}

/** All subscriptions, newest first, or those that `query` finds; `after` is the last one of the page before. */
export function subscriptionsPath(
  base: string,
  { after, query }: { readonly after?: string; readonly query?: string } = {},
): Route {
  const asked = new URLSearchParams({
    ...(after === undefined ? {} : { after }),
    ...(query === undefined ? {} : { q: query }),
  });
  return `${base}/subscriptions${asked.size === 0 ? "" : `?${asked}`}` as Route;
}
