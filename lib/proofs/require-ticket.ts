import { findTicket, type TicketRow } from "../db/email-links";
import type { Place } from "../db/place";
import { PorticoError } from "../errors";
import { isToken } from "../sessions/load-session";
import { hashTicket } from "./hash-ticket";
import { ticketSeconds } from "./link-scope";

/**
 * The proof of a mailbox that this leave to choose was given for. `embeddedIn` is the key of an iframe's browser.
 * Throws `link_invalid`, `link_expired` and `link_used`.
 */
export async function requireTicket(
  place: Place,
  ticket: string | undefined,
  embeddedIn: string | null,
): Promise<TicketRow> {
  if (ticket === undefined || !isToken(ticket)) throw new PorticoError("link_invalid");
  const key = { audience: "customer", ...place };
  const row = await findTicket(key, hashTicket(ticket, embeddedIn), ticketSeconds);
  if (row === null) throw new PorticoError("link_invalid");
  if (row.chosenAt !== null) throw new PorticoError("link_used");
  if (row.isOver) throw new PorticoError("link_expired");
  return row;
}
