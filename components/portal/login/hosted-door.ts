import { sendFromPage } from "../call-portal";
import { callDoor } from "./call-door";
import type { Door, Proof, Redeemed } from "./door";
import { readRedeemed } from "./read-redeemed";

/** The mailbox door of the hosted page: the browser is known by a cookie that no script reads. */
export function hostedDoor(merchant: string, configuration: string): Door {
  return {
    ask: async (email) => {
      await callDoor(sendFromPage, "sessions", { merchant, email, configuration });
    },
    redeem: (proof) => redeem(merchant, proof),
  };
}

/** The same for whoever comes with a session link that opens nothing any more; `readCode` gives the code in it. */
export function recoveryDoor(merchant: string, readCode: () => string): Door {
  return {
    ask: async (email) => {
      await callDoor(sendFromPage, "sessions", { merchant, email, session: readCode() });
    },
    redeem: (proof) => redeem(merchant, proof),
  };
}

async function redeem(merchant: string, proof: Proof): Promise<Redeemed> {
  return readRedeemed(await callDoor(sendFromPage, "sessions/redeem", { merchant, ...proof }));
}
