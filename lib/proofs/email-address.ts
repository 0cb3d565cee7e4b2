import { domainToASCII } from "node:url";
import { PorticoError } from "../errors";

const longest = 254;
const longestLocal = 64;

/** Letters and digits of any script, which are never folded into one another, and RFC 5322's plain signs. */
const atom = "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+";
const localPart = new RegExp(`^${atom}(?:\\.${atom})*$`, "u");

/** Two labels at least; the last one is no number, so that no IPv4 address passes for a name. */
const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const domainName = new RegExp(`^(?:${label}\\.)+(?!\\d+$)${label}$`);

/**
 * One mailbox, as it is compared and mailed: NFKC, lower case, the domain in its ASCII form. Nothing but a plain
 * `local@domain.tld` passes: no list, no name, no quotes, no address literal. Throws `email_invalid`.
 */
export function parseEmail(text: unknown): string {
  const email = typeof text === "string" && text.length <= 1000 ? normalize(text) : null;
  if (email === null) throw new PorticoError("email_invalid", { param: "email" });
  return email;
}

function normalize(text: string): string | null {
  if (/[\p{Cc}\p{Cs}]/u.test(text)) return null;
  const folded = foldEmail(text).trim();
  const at = folded.lastIndexOf("@");
  const local = folded.slice(0, Math.max(at, 0));
  const domain = toAscii(folded.slice(at + 1));
  if (local.length > longestLocal || !localPart.test(local) || !domainName.test(domain))
    return null;
  const email = `${local}@${domain}`;
  return Buffer.byteLength(email) <= longest ? email : null;
}

/** How addresses are compared: compatible forms and cases alike. What Stripe keeps is folded so, too. */
export function foldEmail(email: string): string {
  return email.normalize("NFKC").toLowerCase().normalize("NFKC");
}

/** A domain in letters of other scripts becomes its `xn--` form; "" when it has none. */
function toAscii(domain: string): string {
  if (/^[a-z0-9.-]*$/.test(domain)) return domain;
  return /^[\p{L}\p{M}\p{N}.-]+$/u.test(domain) ? domainToASCII(domain) : "";
}
