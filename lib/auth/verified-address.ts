import { z } from "zod";
import { PorticoError } from "../errors";
import { parseEmail } from "../proofs/email-address";

/** What GitHub and Google say of a person, as far as we ask. */
const profileSchema = z.object({ email: z.string(), email_verified: z.literal(true) });

/** The address that a provider vouches for today, as it is compared; null when it vouches for none. */
export function verifiedAddress(profile: unknown): string | null {
  const parsed = profileSchema.safeParse(profile);
  if (!parsed.success) return null;
  try {
    return parseEmail(parsed.data.email);
  } catch (error) {
    // A mailbox we could not write to is nobody's here.
    if (error instanceof PorticoError && error.code === "email_invalid") return null;
    throw error;
  }
}

const mailboxes = z.array(
  z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }),
);

/** Of GitHub's list of a person's addresses, the one that may sign them in: the primary, and only if verified. */
export function pickPrimary(list: unknown): { email: string; email_verified: true } | null {
  const primary = mailboxes.safeParse(list).data?.find((mailbox) => mailbox.primary);
  return primary?.verified ? { email: primary.email, email_verified: true } : null;
}
