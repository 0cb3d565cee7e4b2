/** The mailed link's code, from the address alone: it stands nowhere in the page. */
export function readLinkCode(): string {
  return window.location.pathname.split("/").at(-1) ?? "";
}
