import type { Route } from "next";

/** The portal's own pages, by the first segment of their path. */
export function homePath(segment: string): Route {
  return `/p/${segment}` as Route;
}

/** The plans of a subscription; `cadence` is the interval they are shown at, its own unless given. */
export function changePath(segment: string, subscription: string, cadence?: string): Route {
  const query = cadence === undefined ? "" : `?interval=${cadence}`;
  return `/p/${segment}/subscriptions/${subscription}/change${query}` as Route;
}

export function confirmPath(segment: string, subscription: string, price: string): Route {
  return `${changePath(segment, subscription)}/${price}` as Route;
}

export function cancelPath(segment: string, subscription: string): Route {
  return `/p/${segment}/subscriptions/${subscription}/cancel` as Route;
}

/** All invoices, newest first; `after` is the last invoice of the page before. */
export function invoicesPath(segment: string, after?: string): Route {
  return `/p/${segment}/invoices${after === undefined ? "" : `?after=${after}`}` as Route;
}
