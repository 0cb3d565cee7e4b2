import { database } from "./client";

/** Keeps a single-use leave to fetch `url`; only the hash of its token is stored. */
export async function insertDownload(input: {
  tokenHash: string;
  merchantId: string;
  sessionId: string;
  url: string;
}): Promise<void> {
  await database().download.create({ data: input });
}

/** What a leave was for, and whose it was. */
export type TakenDownload = { readonly url: string; readonly merchantId: string };

/** Uses the leave up, one conditional update; null when it is used, older than `seconds`, or unknown. */
export async function takeDownload(
  tokenHash: string,
  seconds: number,
): Promise<TakenDownload | null> {
  const [row] = await database().$queryRaw<TakenDownload[]>`
    UPDATE downloads SET used_at = now()
    WHERE token_hash = ${tokenHash} AND used_at IS NULL
      AND created_at > now() - make_interval(secs => ${seconds})
    RETURNING url, merchant_id AS "merchantId"`;
  return row ?? null;
}

/** Deletes the leaves that were given `seconds` ago or longer, of every merchant. */
export async function deleteOldDownloads(seconds: number): Promise<void> {
  await database().$executeRaw`
    DELETE FROM downloads WHERE created_at <= now() - make_interval(secs => ${seconds})`;
}
