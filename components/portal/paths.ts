import type { Route } from "next";

/** The portal's own pages, by the path they begin with: `frame.base`. */
export function homePath(base: string): Route {
  return base as Route;
}

/** The plans of a subscription; `cadence` is the interval they are shown at, its own unless given. */
export function changePath(base: string, subscription: string, cadence?: string): Route {
  const query = cadence === undefined ? "" : `?interval=${cadence}`;
  return `${base}/subscriptions/${subscription}/change${query}` as Route;
}

export function confirmPath(base: string, subscription: string, price: string): Route {
  return `${changePath(base, subscription)}/${price}` as Route;
}

export function cancelPath(base: string, subscription: string): Route {
  return `${base}/subscriptions/${subscription}/cancel` as Route;
}

export function billingPath(base: string): Route {
  return `${base}/billing` as Route;
}

/** All invoices, newest first; `after` is the last invoice of the page before. */
export function invoicesPath(base: string, after?: string): Route {
  return `${base}/invoices${after === undefined ? "" : `?after=${after}`}` as Route;
}
