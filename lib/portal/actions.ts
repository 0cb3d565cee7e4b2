import { z } from "zod";
import { recordKey } from "./configuration-fields";
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

const quantity = z.int().min(0).max(999_999);

/** By unit label; a product without one goes by its own id. */
const quantities = z.record(recordKey, quantity);

/** As a customer types it: a code, never an id. */
const promotionCode = plainLine(longest.promotionCode).min(1);

/** Ours, whatever a browser makes of the text: where it leads within our origin is asked again on arrival. */
const returnPage = /^\/p\/\w[\w-]*\/(?:payment|added)$/;
const ownPage = /^\/p\/\w[\w-]*(?:\/[\w-]+)*(?:\?[\w=&%.-]*)?$/;

/**
 * Every action and what it takes: the one definition for the browser, the previews and the acts.
 * Field names are the wire's.
 */
export const actionInputs = {
  change_plan: z.strictObject({
    subscription: id("subscription"),
    item: id("item").optional(),
    /** The base price of the tier: it stands for all of it at this interval. */
    price: id("price"),
    quantity: quantity.optional(),
    /** By unit label, where a tier has several. */
    quantities: quantities.optional(),
    promotion_code: promotionCode.optional(),
    /** Where tax needs one: kept with the customer in the same step. */
    address: address.optional(),
  }),
  change_quantity: z.strictObject({
    subscription: id("subscription"),
    item: id("item").optional(),
    quantity,
    /** Where tax needs one: kept with the customer in the same step. */
    address: address.optional(),
  }),
  undo_change: z.strictObject({ subscription: id("subscription") }),
  cancel_subscription: z.strictObject({
    subscription: id("subscription"),
    mode: z.enum(["at_period_end", "immediately"]).optional(),
    feedback: z.enum(cancellationReasons).optional(),
    /** One of the merchant's own reasons. */
    feedback_option: z.string().regex(stripeIds.feedbackOption).optional(),
    comment: plainText(longest.comment).optional(),
  }),
  undo_cancel: z.strictObject({ subscription: id("subscription") }),
  accept_offer: z.strictObject({
    subscription: id("subscription"),
    /** The coupon that was shown: any other is refused. */
    coupon: z.string().regex(stripeIds.named),
  }),
  decline_offer: z.strictObject({ subscription: id("subscription") }),
  resubscribe: z.strictObject({
    subscription: id("subscription"),
    price: id("price"),
    quantities: quantities.optional(),
    promotion_code: promotionCode.optional(),
    payment_method: id("paymentMethod").optional(),
    address: address.optional(),
  }),
  start_subscription: z.strictObject({
    price: id("price"),
    quantities: quantities.optional(),
    promotion_code: promotionCode.optional(),
    payment_method: id("paymentMethod").optional(),
    address: address.optional(),
  }),
  apply_promotion_code: z.strictObject({
    subscription: id("subscription"),
    promotion_code: promotionCode,
  }),
  pause_subscription: z.strictObject({
    subscription: id("subscription"),
    /** Which of the offered durations; left out: until it is resumed, where that is offered. */
    interval: z.enum(["day", "week", "month", "year"]).optional(),
    interval_count: z.int().min(1).max(1095).optional(),
  }),
  resume_subscription: z.strictObject({ subscription: id("subscription") }),
  set_default_payment_method: z.strictObject({ payment_method: id("paymentMethod") }),
  /** `page`: where Stripe's page leads back to, `?setup=` behind it; `next`: the page of ours to go on with there. */
  add_payment_method: z.strictObject({
    page: z.string().max(200).regex(returnPage),
    next: z.string().max(longest.next).regex(ownPage).optional(),
  }),
  /** Without a subscription it becomes the default; with one, that subscription is charged to it from now on. */
  use_payment_method: z.strictObject({
    setup: id("setup"),
    subscription: id("subscription").optional(),
  }),
  pay_invoice: z.strictObject({
    invoice: id("invoice"),
    payment_method: id("paymentMethod").optional(),
  }),
  /** What is left out stays as it is; what is empty is unset, as at Stripe. */
  update_customer: z
    .strictObject({
      name: plainLine(longest.name).optional(),
      phone: plainLine(longest.phone)
        .regex(/^[+\d\s()./-]*$/)
        .optional(),
      address: address.optional(),
      /** Alone: nothing changes before the code is typed that is mailed there. */
      email: z.string().trim().max(longest.email).optional(),
    })
    .refine((given) => Object.values(given).some((value) => value !== undefined)),
  /** The code that was mailed to the new mailbox, as people type it. */
  confirm_email: z.strictObject({ code: z.string().max(100) }),
} as const;

export type ActionName = keyof typeof actionInputs;
export type ActionInput<Name extends ActionName = ActionName> = z.infer<
  (typeof actionInputs)[Name]
>;

export const actionNames = Object.keys(actionInputs) as ActionName[];

export function isActionName(text: string): text is ActionName {
  return Object.hasOwn(actionInputs, text);
}
