/**
 * A page's policy: only our own origin and what this answer's nonce vouches for; framed by nobody.
 * `isDevelopment` lets React's development build evaluate code, which it needs to name its errors.
 */
export function contentSecurityPolicy(nonce: string, isDevelopment = false): string {
  const evaluation = isDevelopment ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluation}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: https:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
