import { z } from "zod";
import type { Flow } from "./flow";

const completion = z.object({
  /** An action's name; open, as rows of a newer version may name one we do not know. */
  action: z.string(),
  outcome: z.string(),
  /** Unix seconds. */
  at: z.number(),
  /** What was charged with it, as it was shown; null: nothing. Minor units. */
  charged: z.object({ amount: z.number(), currency: z.string() }).nullable(),
});

/** How far the task of a session has come, as it is kept with the session. Only the server writes it. */
export const flowStateSchema = z.object({
  /** The intent that did it; null while it is open. */
  completed_by: z.string().nullable().default(null),
  /** What that was, for the page that tells it. */
  done: completion.nullable().default(null),
  /** What became of the retention offer. */
  offer: z.enum(["open", "declined", "accepted"]).default("open"),
  /** Whether the customer has seen the offer. */
  offer_shown: z.boolean().default(false),
});

export type FlowState = z.infer<typeof flowStateSchema>;

/** What a task was completed with. */
export type Completion = z.infer<typeof completion>;

/** A session's task and how far it has come. */
export type SessionFlow = { readonly flow: Flow; readonly state: FlowState };
