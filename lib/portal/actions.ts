import { z } from "zod";

/** Ids are hints to be checked; the pattern keeps anything that is no id away from Stripe's URLs. */
function id(prefix: string) {
  return z.string().regex(new RegExp(`^${prefix}_[A-Za-z0-9_]{1,255}$`));
}

/**
 * Every action and what it takes: the one definition for the browser, the previews and the acts.
 * Field names are the wire's.
 */
export const actionInputs = {
  change_plan: z.strictObject({
    subscription: id("sub"),
    item: id("si").optional(),
    price: id("price"),
    quantity: z.int().min(1).max(999_999).optional(),
  }),
  cancel_subscription: z.strictObject({
    subscription: id("sub"),
    mode: z.enum(["at_period_end", "immediately"]).optional(),
  }),
  undo_cancel: z.strictObject({ subscription: id("sub") }),
  set_default_payment_method: z.strictObject({
    payment_method: z.string().regex(/^(?:pm|card|src|ba)_[A-Za-z0-9_]{1,255}$/),
  }),
} as const;

export type ActionName = keyof typeof actionInputs;
export type ActionInput<Name extends ActionName = ActionName> = z.infer<
  (typeof actionInputs)[Name]
>;

export const actionNames = Object.keys(actionInputs) as ActionName[];

export function isActionName(text: string): text is ActionName {
  return Object.hasOwn(actionInputs, text);
}
