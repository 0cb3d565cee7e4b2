import { deleteOldDownloads } from "../db/downloads";

const keptSeconds = 86_400;

/** Deletes the leaves to fetch a document that are older than a day: a used one and none are answered alike. */
export function forgetOldDownloads(): Promise<void> {
  return deleteOldDownloads(keptSeconds);
}
