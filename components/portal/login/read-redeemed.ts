import type { Choice, Redeemed } from "./door";
import { DoorError } from "./door-error";

type Answer = { readonly choices?: readonly Choice[]; readonly url?: string };

/** What `sessions/redeem` answered: the session's page, or the customers to choose from. Throws DoorError. */
export function readRedeemed(answer: Answer): Redeemed {
  if (answer.choices !== undefined) return { kind: "choices", choices: answer.choices };
  if (answer.url === undefined) throw new DoorError("internal", { status: 200 });
  return { kind: "opened", url: answer.url };
}
