import { PorticoError } from "../errors";

/** One mailbox at one host, written plainly: no list, no name, no quotes, no comment, no address literal. */
const address = /^[^\s\p{C}"(),:;<>@[\\\]]+@[^\s\p{C}"(),:;<>@[\\\]]+$/u;

/** The address as it is. Throws `email_invalid` when a mail server could read it as anything but one address. */
export function requireOneAddress(text: string): string {
  if (text.length > 254 || !address.test(text)) throw new PorticoError("email_invalid");
  return text;
}
