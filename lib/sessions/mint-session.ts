import { nowSeconds } from "../clock";
import type { Cause } from "../db/write-with-trail";
import { keepSession, sessionUrl } from "./keep-session";
import { type Minter, type MintInput, prepareSession } from "./prepare-session";

export type MintedSession = {
  readonly id: string;
  readonly configuration: string;
  /** Opens the portal once, within five minutes; then it belongs to the browser that opened it. */
  readonly url: string;
};

/** Prepares and keeps a session at once, where no API answers. Throws as prepareSession does. */
export async function mintSession(
  minter: Minter,
  input: MintInput,
  cause: Cause = { actorType: "system", actorId: "portico", request: null, replay: null },
): Promise<MintedSession> {
  const session = await prepareSession(minter, input);
  await keepSession(session, nowSeconds(), cause);
  return { id: session.id, configuration: session.configuration.id, url: sessionUrl(session) };
}
