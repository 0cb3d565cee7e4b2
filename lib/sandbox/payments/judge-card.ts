import { type Decline, declines } from "./declines";
import type { TestCard } from "./test-cards";

/** What is known when a card is charged or set up. */
export type Circumstances = {
  /** The customer is not there to authenticate. */
  isOffSession: boolean;
  /** The card was set up for charges while the customer is away. */
  isSetUp: boolean;
  /** The customer has just authenticated. */
  isAuthenticated: boolean;
  /** The merchant asks for 3-D Secure wherever the card has it. */
  asksFor3ds: boolean;
};

export type Verdict =
  | { kind: "approved" }
  | { kind: "authenticate" }
  | { kind: "declined"; decline: Decline };

/** What the bank answers to a charge, as https://docs.stripe.com/testing describes each test card. */
export function judgeCharge(card: TestCard, at: Circumstances): Verdict {
  if (card.declines !== undefined) return refuse(card.declines);
  if (!at.isAuthenticated && isAuthenticationDue(card, at)) return { kind: "authenticate" };
  return card.declinesCharges === undefined ? { kind: "approved" } : refuse(card.declinesCharges);
}

/** What the bank answers when a card is kept for later; `declinesCharges` shows only later. */
export function judgeSetup(card: TestCard, at: Circumstances): Verdict {
  if (card.declines !== undefined) return refuse(card.declines);
  const isDue = !at.isAuthenticated && isAuthenticationDue(card, { ...at, isOffSession: false });
  return { kind: isDue && card.authentication !== "on_session" ? "authenticate" : "approved" };
}

function isAuthenticationDue(card: TestCard, at: Circumstances): boolean {
  switch (card.authentication) {
    case "always":
      return true;
    case "until_set_up":
      return !(at.isOffSession && at.isSetUp);
    case "on_session":
      return !at.isOffSession;
    case "on_request":
      return at.asksFor3ds && !at.isOffSession;
    default:
      return false;
  }
}

function refuse(name: keyof typeof declines): Verdict {
  return { kind: "declined", decline: declines[name] };
}
