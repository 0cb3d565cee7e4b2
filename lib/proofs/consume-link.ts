import type { Transaction } from "../db/client";
import { takeLink } from "../db/email-links";
import { PorticoError } from "../errors";
import { linkSeconds, type ProvedMailbox } from "./link-scope";

/**
 * Uses a link up, once; with `ticketHash` it leaves the right to choose among several customers behind. Throws
 * `link_used` when another attempt (or a newer mail) was faster.
 */
export async function consumeLink(
  { id }: ProvedMailbox,
  tx: Transaction | null = null,
  ticketHash: string | null = null,
): Promise<void> {
  const isUsed = await takeLink(tx, id, { lifeSeconds: linkSeconds, ticketHash });
  if (!isUsed) throw new PorticoError("link_used");
}
