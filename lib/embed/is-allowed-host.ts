/** Who may show a portal in a frame: the same list that the page's frame-ancestors say. */
export type Hosts = {
  readonly origins: readonly string[];
  /** In test mode: the developer's own machine, on any port. */
  readonly loopback: boolean;
};

/** Whether messages from this origin are listened to. The frame's own origin always is. */
export function isAllowedHost(origin: string, { origins, loopback }: Hosts, own: string): boolean {
  if (origin === own || origins.includes(origin)) return true;
  return loopback && /^https?:\/\/(?:localhost|127\.0\.0\.1)(?::\d{1,5})?$/.test(origin);
}
