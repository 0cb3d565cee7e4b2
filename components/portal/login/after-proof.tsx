"use client";

import { ChooseStep } from "./choose-step";
import type { Proof, Redeemed } from "./door";
import { PlansStep } from "./plans-step";

/** What a proved mailbox leaves to choose. */
export type ToChoose = Exclude<Redeemed, { readonly kind: "opened" }>;

type Props = {
  readonly merchant: string;
  readonly chosen: ToChoose;
  readonly redeem: (proof: Proof) => Promise<void>;
};

/** Whose billing to open, or which plan to begin with. */
export function AfterProof({ merchant, chosen, redeem }: Props) {
  return chosen.kind === "choices" ? (
    <ChooseStep
      merchant={merchant}
      choices={chosen.choices}
      choose={(customer) => redeem({ customer })}
    />
  ) : (
    <PlansStep
      merchant={merchant}
      newcomer={chosen.newcomer}
      begin={(price) => redeem({ price })}
    />
  );
}
