import { hashToken } from "../secrets";
import { hashResume } from "../sessions/hash-resume";

/**
 * The form in which the leave to choose is stored. A cookie keeps it on the hosted surface; what an iframe was given
 * is worth nothing without the key of its browser (`embeddedIn`), and neither is good as the other.
 */
export function hashTicket(ticket: string, embeddedIn: string | null): string {
  return embeddedIn === null ? hashToken(ticket) : hashResume(ticket, embeddedIn);
}
