import { newId } from "../ids";
import { database, transact } from "./client";

/** The demo's mailbox is a window: older mails make room. */
const keptLimit = 500;

export type KeptMail = {
  readonly id: string;
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly createdAt: Date;
};

/** Keeps a mail in the demo's mailbox, in which only the newest 500 stay. */
export async function keepMail(mail: Omit<KeptMail, "id" | "createdAt">): Promise<void> {
  await transact(async (tx) => {
    await tx.keptMail.create({ data: { id: newId("mail"), ...mail } });
    await tx.$executeRaw`
      DELETE FROM kept_mails WHERE id IN
        (SELECT id FROM kept_mails ORDER BY created_at DESC, id DESC OFFSET ${keptLimit})`;
  });
}

/** The newest kept mails first, all or those to one address; of every merchant, since only the demo keeps any. */
export function listKeptMails(to: string | null, limit: number): Promise<KeptMail[]> {
  return database().keptMail.findMany({
    where: to === null ? {} : { to },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit,
  });
}

/** One kept mail; null when it is unknown or has made room. */
export function findKeptMail(id: string): Promise<KeptMail | null> {
  return database().keptMail.findUnique({ where: { id } });
}
