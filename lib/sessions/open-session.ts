import type { Transaction } from "../db/client";
import { insertOpenSession } from "../db/portal-sessions";
import { newId, newSecret } from "../ids";
import { hashToken } from "../secrets";
import { hashResume } from "./hash-resume";
import { bearerSeconds } from "./renew-session";

export type SessionToOpen = {
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly customerId: string;
  readonly configurationId: string;
  /** What proved the customer. */
  readonly proof: "email_link";
  /** The key of the browser that an iframe's session belongs to; null: the hosted surface. */
  readonly embeddedIn: string | null;
  readonly locale?: string | null;
  /** The session it takes the place of, and with whose settings it goes on. */
  readonly replaces?: string | null;
};

export type OpenedSession = {
  readonly id: string;
  /** Held by a cookie on the hosted surface; in an iframe a bearer of five minutes. */
  readonly accessToken: string;
  /** What an iframe's session goes on with after a reload; null on the hosted surface. */
  readonly resume: string | null;
};

/** Opens a session for a customer who has just been proved, with its trail, inside the proof's transaction. */
export async function openSession(tx: Transaction, input: SessionToOpen): Promise<OpenedSession> {
  const { merchantId, livemode, customerId, configurationId, proof, embeddedIn } = input;
  const session = {
    id: newId("portalSession"),
    accessToken: newSecret("pat"),
    resume: embeddedIn === null ? null : newSecret("prs"),
  };
  const surface = embeddedIn === null ? "hosted" : "embed";
  await insertOpenSession(tx, {
    id: session.id,
    merchantId,
    livemode,
    customerId,
    configurationId,
    locale: input.locale ?? null,
    proof,
    surface,
    accessTokenHash: hashToken(session.accessToken),
    tokenSeconds: embeddedIn === null ? null : bearerSeconds,
    resumeHash:
      embeddedIn === null || session.resume === null
        ? null
        : hashResume(session.resume, embeddedIn),
    replaces: input.replaces ?? null,
  });
  return session;
}
