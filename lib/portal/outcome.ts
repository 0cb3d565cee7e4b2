import type { PortalView } from "./view";

/**
 * What became of an action. `checking` means that nobody knows yet: it is never shown as done, and the
 * intent can be asked again. `failed` stands only in the answer about an intent, with the error's code.
 */
export type Outcome = "applied" | "scheduled" | "requires_action" | "checking" | "failed";

export type ActionAnswer = {
  /** `confirm_sent`: nothing was done yet; a code was mailed, and `confirm_email` takes it. */
  readonly outcome: Outcome | "confirm_sent";
  readonly intent: string;
  /** The subscription it concerned: of one that began, the new one. */
  readonly subscription?: string;
  readonly view?: PortalView;
  readonly client_secret?: string;
  /** A page of Stripe's where the customer goes on, and the id that it comes back with. */
  readonly url?: string;
  readonly setup?: string;
  readonly error?: { readonly code: string; readonly message: string };
};
