import { en } from "@/lib/i18n/messages/en";
import { DoorError } from "./door-error";

type DoorText = keyof typeof en.login.errors;

/** What went wrong at the mailbox door, as the customer meets it. Never a code or a status on the page. */
type DoorProblem = {
  readonly text: DoorText;
  /** Rounded up. */
  readonly minutes: number;
  /** To quote where it is our fault. */
  readonly requestId: string | null;
};

export function describeDoorError(error: unknown): DoorProblem {
  if (!(error instanceof DoorError)) return { text: "internal", minutes: 1, requestId: null };
  const { code, retryAfterSeconds, requestId } = error;
  const minutes = Math.max(1, Math.ceil((retryAfterSeconds ?? 60) / 60));
  const text = isKnown(code) ? code : "internal";
  return { text, minutes, requestId: text === "internal" ? requestId : null };
}

function isKnown(code: string): code is DoorText {
  return Object.hasOwn(en.login.errors, code);
}
