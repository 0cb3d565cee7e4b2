import { insertSession } from "../db/portal-sessions";
import type { Cause } from "../db/write-with-trail";
import { env } from "../env";
import { newId } from "../ids";
import { hashToken } from "../secrets";
import { type SerialisableSession, serialiseSession } from "../wire/portal-session";
import type { PreparedSession } from "./prepare-session";

/** The link that opens a session. */
export function sessionUrl({ code }: PreparedSession): string {
  return `${env().APP_URL}/p/session/${code}`;
}

/** A prepared session as the API tells it. `url` is the link, or where the portal is for those who may not have it. */
export function toWire(
  session: PreparedSession,
  createdAt: number,
  url: string,
): SerialisableSession {
  const { customerId: customer, configuration, code: _, ...shown } = session;
  return { ...shown, created: createdAt, customer, configuration: configuration.id, url };
}

/**
 * Keeps a prepared session with its audit entry and the event `billing_portal.session.created`, in which the link,
 * being a credential, does not stand. `createdAt` in Unix seconds.
 */
export async function keepSession(
  session: PreparedSession,
  createdAt: number,
  cause: Cause,
): Promise<void> {
  const { id, merchantId, livemode, customerId, configuration, code } = session;
  await insertSession(
    { ...session, configurationId: configuration.id, exchangeCodeHash: hashToken(code) },
    {
      ...cause,
      merchantId,
      livemode,
      audit: { action: "portal_session.created", target: id, data: { customer: customerId } },
      event: {
        id: newId("event"),
        type: "billing_portal.session.created",
        data: { ...serialiseSession(toWire(session, createdAt, env().APP_URL)) },
      },
    },
  );
}
