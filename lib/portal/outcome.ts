import type { PortalView } from "./view";

/**
 * What became of an action. `checking` means that nobody knows yet: it is never shown as done, and the
 * intent can be asked again. `failed` stands only in the answer about an intent, with the error's code.
 */
export type Outcome = "applied" | "scheduled" | "requires_action" | "checking" | "failed";

export type ActionAnswer = {
  readonly outcome: Outcome;
  readonly intent: string;
  readonly view?: PortalView;
  readonly client_secret?: string;
  readonly error?: { readonly code: string; readonly message: string };
};
