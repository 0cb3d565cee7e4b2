/** One of several customers behind a mailbox, as told after the proof. */
export type Choice = {
  readonly customer: string;
  readonly name: string | null;
  readonly email: string | null;
  /** The names of what is active. */
  readonly plans: readonly string[];
};

/** The mailed link's code, the six digits (with the code of the link that was opened), or the choice after either. */
export type Proof =
  | { readonly code: string }
  | { readonly pin: string; readonly code?: string }
  | { readonly customer: string };

/** A session was opened at `url`, or there is a choice to make first. */
export type Redeemed =
  | { readonly kind: "opened"; readonly url: string }
  | { readonly kind: "choices"; readonly choices: readonly Choice[] };

/** The mailbox door as a surface reaches it. Both throw DoorError. */
export type Door = {
  /** Has a mail sent, should the address be a customer's; answers alike should it not. */
  readonly ask: (email: string) => Promise<void>;
  readonly redeem: (proof: Proof) => Promise<Redeemed>;
};
