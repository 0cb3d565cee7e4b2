/** Seconds, judged by the database's clock. `fresh`: how old a proof may be for keys, secrets, members and deletion. */
export const memberLifetimes = {
  idleSeconds: 30 * 60,
  absoluteSeconds: 8 * 3600,
  freshSeconds: 15 * 60,
} as const;
