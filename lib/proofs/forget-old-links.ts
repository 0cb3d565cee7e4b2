import { deleteOldLinks } from "../db/email-links";

const keptSeconds = 86_400;

/** Deletes the requests for links that are older than a day: by then nothing opens with them. */
export function forgetOldLinks(): Promise<void> {
  return deleteOldLinks(keptSeconds);
}
