import { sendFromPage } from "../call-portal";
import { callDoor } from "./call-door";
import type { Door } from "./door";
import { readRedeemed } from "./read-redeemed";

/** The mailbox door of the hosted page: the browser is known by a cookie that no script reads. */
export function hostedDoor(merchant: string, configuration: string): Door {
  return {
    ask: async (email) => {
      await callDoor(sendFromPage, "sessions", { merchant, email, configuration });
    },
    redeem: async (proof) =>
      readRedeemed(await callDoor(sendFromPage, "sessions/redeem", { merchant, ...proof })),
  };
}
