import type { Choice, Newcomer, Redeemed } from "./door";
import { DoorError } from "./door-error";

type Answer = Chosen & { readonly url?: string };

/** What `sessions/redeem` answered: the session's page, or what there is to choose from. Throws DoorError. */
export function readRedeemed(answer: Answer): Redeemed {
  const choice = readChoice(answer);
  if (choice !== null) return choice;
  if (answer.url === undefined) throw new DoorError("internal", { status: 200 });
  return { kind: "opened", url: answer.url };
}

export type Chosen = Partial<Newcomer> & { readonly choices?: readonly Choice[] };

/** The customers or the plans to choose from; null: there is nothing to choose. */
export function readChoice({ choices, email, plans }: Chosen): Redeemed | null {
  if (choices !== undefined) return { kind: "choices", choices };
  if (plans === undefined || email === undefined) return null;
  return { kind: "plans", newcomer: { email, plans } };
}
