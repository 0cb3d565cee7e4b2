import { deleteOldMemberSessions } from "../db/member-sessions";

const keptSeconds = 30 * 86_400;

/** Deletes members' sessions in which nothing has happened for 30 days: long over. Audit entries stay. */
export function forgetOldMemberSessions(): Promise<void> {
  return deleteOldMemberSessions(keptSeconds);
}
