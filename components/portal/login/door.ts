import type { PlanView } from "@/lib/portal/view";

/** One of several customers behind a mailbox, as told after the proof. */
export type Choice = {
  readonly customer: string;
  readonly name: string | null;
  readonly email: string | null;
  /** The names of what is active. */
  readonly plans: readonly string[];
};

/** The mailed link's code, the six digits (with the code of the link that was opened), or what was chosen after either. */
export type Proof =
  | { readonly code: string }
  | { readonly pin: string; readonly code?: string }
  | { readonly customer: string }
  | { readonly price: string };

/** What somebody who is no customer yet may begin with, and the address they have proved. */
export type Newcomer = { readonly email: string; readonly plans: readonly PlanView[] };

/** A session was opened at `url` (in an iframe below its own base), or there is a choice to make first. */
export type Redeemed =
  | { readonly kind: "opened"; readonly url: string }
  | { readonly kind: "choices"; readonly choices: readonly Choice[] }
  | { readonly kind: "plans"; readonly newcomer: Newcomer };

/** The mailbox door as a surface reaches it. Both throw DoorError. */
export type Door = {
  /** Has a mail sent, should the address be a customer's; answers alike should it not. */
  readonly ask: (email: string) => Promise<void>;
  readonly redeem: (proof: Proof) => Promise<Redeemed>;
};
