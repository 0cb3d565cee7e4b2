import { now } from "../../clock";
import { findKeptMail, type KeptMail, listKeptMails } from "../../db/kept-mails";
import { env } from "../../env";

const shown = 100;

export type MailboxMail = KeptMail & {
  /** Since it was kept. */
  readonly ageSeconds: number;
};

type Mailbox = {
  readonly mails: MailboxMail[];
  /** With a mail server set, mail goes there, and nothing new comes here. */
  readonly isForwarded: boolean;
};

/** The newest mails of the demo's mailbox; null outside the demo: there is no such page then. */
export async function loadMailbox(to: string | null = null): Promise<Mailbox | null> {
  const { isDemo, EMAIL_SERVER } = env();
  if (!isDemo) return null;
  const mails = (await listKeptMails(to, shown)).map(withAge);
  return { mails, isForwarded: EMAIL_SERVER !== undefined };
}

/** One mail of the demo's mailbox; null when it is not there, and outside the demo. */
export async function loadMail(id: string): Promise<MailboxMail | null> {
  const mail = env().isDemo && /^mai_\w{1,64}$/.test(id) ? await findKeptMail(id) : null;
  return mail === null ? null : withAge(mail);
}

function withAge(mail: KeptMail): MailboxMail {
  const ageSeconds = Math.floor((now().getTime() - mail.createdAt.getTime()) / 1000);
  return { ...mail, ageSeconds: Math.max(0, ageSeconds) };
}
