import type { Route } from "next";
import type { SubscriptionActions, SubscriptionView } from "@/lib/portal/view";
import {
  cancelPath,
  changePath,
  couponPath,
  pausePath,
  quantityPath,
  resubscribePath,
  resumePath,
} from "./paths";

export type ActionLink = {
  readonly action: keyof SubscriptionActions;
  /** Its words in the catalogue, below `subscription`. */
  readonly text:
    | "change"
    | "resubscribe"
    | "resume"
    | "changeQuantity"
    | "promotionCode"
    | "pause"
    | "cancel";
  /** True for what a customer most likely comes for: the first of these leads. */
  readonly leads: boolean;
  readonly path: (base: string, subscription: string) => Route;
};

/** The tasks of a subscription that have a page of their own, in the order they are offered. */
const links: readonly ActionLink[] = [
  { action: "resume_subscription", text: "resume", leads: true, path: resumePath },
  { action: "change_plan", text: "change", leads: true, path: (base, id) => changePath(base, id) },
  {
    action: "resubscribe",
    text: "resubscribe",
    leads: true,
    path: (base, id) => resubscribePath(base, id),
  },
  { action: "change_quantity", text: "changeQuantity", leads: true, path: quantityPath },
  { action: "apply_promotion_code", text: "promotionCode", leads: false, path: couponPath },
  { action: "pause_subscription", text: "pause", leads: false, path: pausePath },
  { action: "cancel_subscription", text: "cancel", leads: false, path: cancelPath },
];

/** Those that are allowed now. */
export function listLinks({ actions }: SubscriptionView): ActionLink[] {
  return links.filter(({ action }) => actions[action].allowed);
}
