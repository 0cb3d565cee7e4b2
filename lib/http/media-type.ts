/** What a request says its body is, in lower case and without parameters; "" when it says nothing. */
export function mediaType(request: Request): string {
  return (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}
