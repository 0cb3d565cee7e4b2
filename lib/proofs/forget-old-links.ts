import { deleteOldEmailChanges } from "../db/email-changes";
import { deleteOldLinks } from "../db/email-links";

const keptSeconds = 86_400;

/** Deletes the requests for links and codes that are older than a day: by then nothing opens with them. */
export async function forgetOldLinks(): Promise<void> {
  await deleteOldLinks(keptSeconds);
  await deleteOldEmailChanges(keptSeconds);
}
