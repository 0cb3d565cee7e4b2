import type { Route } from "next";
import type { SessionFilter } from "@/lib/sessions/session-filter";
import { dashboardPath } from "../frame/paths";

/** The list of sessions under a filter; what is the usual way is left out of the address. */
export function sessionsPath(segment: string, filter: Partial<SessionFilter> = {}): Route {
  const { state, customer, after } = filter;
  const query = new URLSearchParams();
  if (state === "active") query.set("state", state);
  if (customer) query.set("customer", customer);
  if (after) query.set("after", after);
  const text = query.toString();
  return `${dashboardPath(segment, "sessions")}${text === "" ? "" : `?${text}`}` as Route;
}
