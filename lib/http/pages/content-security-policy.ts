type PolicySettings = {
  /** Who may show the page in a frame: sources as the policy spells them. */
  readonly frameAncestors?: string;
  /** Lets React's development build evaluate code, which it needs to name its errors. */
  readonly isDevelopment?: boolean;
};

/** A page's policy: only our own origin and what this answer's nonce vouches for; unless told, framed by nobody. */
export function contentSecurityPolicy(
  nonce: string,
  { frameAncestors = "'none'", isDevelopment = false }: PolicySettings = {},
): string {
  const evaluation = isDevelopment ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluation}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: https:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${frameAncestors}`,
  ].join("; ");
}
