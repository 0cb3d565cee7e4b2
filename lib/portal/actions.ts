import { z } from "zod";
import { countryCodes } from "./countries";
import { cancellationReasons } from "./features";
import { longest } from "./longest";
import { stripeIds } from "./stripe-ids";
import { plainLine, plainText } from "./text";

/** Ids are hints to be checked; the pattern keeps anything that is no id away from Stripe's URLs. */
function id(name: keyof typeof stripeIds) {
  return z.string().regex(stripeIds[name]);
}

/** An address is given whole: an empty field is one that is not there. */
const address = z.strictObject({
  line1: plainLine(longest.line),
  line2: plainLine(longest.line),
  city: plainLine(longest.city),
  state: plainLine(longest.city),
  postal_code: plainLine(longest.postalCode),
  country: z.string().refine((code) => code === "" || countryCodes.includes(code)),
});

/**
 * Every action and what it takes: the one definition for the browser, the previews and the acts.
 * Field names are the wire's.
 */
export const actionInputs = {
  change_plan: z.strictObject({
    subscription: id("subscription"),
    item: id("item").optional(),
    price: id("price"),
    quantity: z.int().min(1).max(999_999).optional(),
  }),
  cancel_subscription: z.strictObject({
    subscription: id("subscription"),
    mode: z.enum(["at_period_end", "immediately"]).optional(),
    feedback: z.enum(cancellationReasons).optional(),
    comment: plainText(longest.comment).optional(),
  }),
  undo_cancel: z.strictObject({ subscription: id("subscription") }),
  set_default_payment_method: z.strictObject({ payment_method: id("paymentMethod") }),
  /** What is left out stays as it is; what is empty is unset, as at Stripe. */
  update_customer: z
    .strictObject({
      name: plainLine(longest.name).optional(),
      phone: plainLine(longest.phone)
        .regex(/^[+\d\s()./-]*$/)
        .optional(),
      address: address.optional(),
    })
    .refine((given) => Object.values(given).some((value) => value !== undefined)),
} as const;

export type ActionName = keyof typeof actionInputs;
export type ActionInput<Name extends ActionName = ActionName> = z.infer<
  (typeof actionInputs)[Name]
>;

export const actionNames = Object.keys(actionInputs) as ActionName[];

export function isActionName(text: string): text is ActionName {
  return Object.hasOwn(actionInputs, text);
}
