/**
 * 303 to `location`; a relative one keeps the visitor on the name that the request came by. Never cached, and
 * no address of ours is told to whoever comes next.
 */
export function redirect(location: string, requestId: string): Response {
  return new Response(null, {
    status: 303,
    headers: {
      Location: location,
      "Request-Id": requestId,
      "Cache-Control": "private, no-store",
      "Referrer-Policy": "no-referrer",
      "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    },
  });
}
