import type { Send } from "@/components/portal/call-portal";
import { callDoor } from "@/components/portal/login/call-door";
import type { Door } from "@/components/portal/login/door";
import { DoorError } from "@/components/portal/login/door-error";
import { type Chosen, readChoice } from "@/components/portal/login/read-redeemed";
import { type Grant, readGrant } from "./grant";

type Options = {
  /** The first path segment of the merchant's portal. */
  readonly merchant: string;
  /** The key of the browser: what a mailed link is bound to. */
  readonly browser: string;
  /** The page a mailed link leads back to; null: Portico's own. */
  readonly redirect: string | null;
  /** Told what was granted, right before the door says that it opened. */
  readonly onGrant: (granted: Grant) => void;
  readonly send?: Send;
};

/** The mailbox door of the iframe: the browser is known by a key, and what opens is a bearer instead of a cookie. */
export function embedDoor({ onGrant, send = sendBare, redirect, ...who }: Options): Door {
  let ticket: string | undefined;
  return {
    ask: async (email) => {
      const back = redirect === null ? {} : { redirect };
      await callDoor(send, "sessions", { ...who, ...back, email });
    },
    redeem: async (proof) => {
      const isChoice = "customer" in proof || "price" in proof;
      const leave = isChoice && ticket !== undefined ? { ticket } : {};
      const answer: Answer = await callDoor(send, "sessions/redeem", {
        ...who,
        ...proof,
        ...leave,
      });
      const choice = readChoice(answer);
      if (choice !== null) {
        ticket = answer.ticket;
        return choice;
      }
      const granted = readGrant(answer);
      if (granted === null) throw new DoorError("internal", { status: 200 });
      onGrant(granted);
      return { kind: "opened", url: answer.task ?? "" };
    },
  };
}

type Answer = Chosen & { readonly ticket?: string; readonly task?: string };

/** Same origin, and nothing that the browser may hold of it: the frame needs no cookie. */
export const sendBare: Send = (path, init) =>
  fetch(`/api/portal/${path}`, { ...init, credentials: "omit" });
