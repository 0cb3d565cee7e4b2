import type { Bill, Expected } from "../../portal/preview";
import type { Action } from "../action";
import { expectedOf } from "../checks/find-in-view";
import type { PlanChange } from "./plan-change";

/** What Stripe holds about the subscription before the change, and what was shown as due: nothing for a later one. */
export function expectChange(change: PlanChange, { dueNow }: Pick<Bill, "dueNow">): Expected {
  const { subscription, timing, proratesFrom } = change;
  return expectedOf(subscription, {
    prorationDate: proratesFrom,
    amount: timing.at === "period_end" ? null : dueNow.amount,
  });
}

/** A change that waits for its payment is not made; one that waits for the period's end is scheduled. */
export const outcomeOfChange: Action["outcome"] = ({ method }, result) => {
  if (result?.isPending === true) return "requires_action";
  return method === "subscription_schedules.change_at_period_end" ? "scheduled" : "applied";
};
