import { env } from "../env";

/** Whether mail leaves this installation: over SMTP, or, in the demo, into its mailbox. */
export function canMail(): boolean {
  const { EMAIL_SERVER, isDemo } = env();
  return EMAIL_SERVER !== undefined || isDemo;
}
