/** What opens a session in the frame: as redeeming and renewing answer it. */
export type Grant = {
  /** The session's public id. */
  readonly session: string;
  readonly token: string;
  readonly expiresInSeconds: number;
  /** Goes on after a reload, once; null when the one before stays as it is. */
  readonly resume: string | null;
};

/** Reads a grant out of an answer; null when it is none. */
export function readGrant(body: unknown): Grant | null {
  if (typeof body !== "object" || body === null) return null;
  const { session, token, expires_in: expiresIn, resume } = { ...noGrant, ...body };
  if (typeof session !== "string" || typeof token !== "string") return null;
  if (typeof expiresIn !== "number") return null;
  return {
    session,
    token,
    expiresInSeconds: expiresIn,
    resume: typeof resume === "string" ? resume : null,
  };
}

type Unread = Readonly<Record<"session" | "token" | "expires_in" | "resume", unknown>>;

const noGrant: Unread = { session: null, token: null, expires_in: null, resume: null };
