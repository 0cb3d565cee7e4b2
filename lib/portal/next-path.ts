/**
 * Where to go on after signing in: `wish` when it is a page of this very portal (`base` is the path its pages
 * begin with), else null. Never another origin, however a browser would read the text.
 */
export function nextPath(base: string, wish: string | null | undefined): string | null {
  if (!wish || wish.length > 1000 || !wish.startsWith(`${base}/`)) return null;
  const origin = "http://portal.invalid";
  if (/[\\\p{Cc}]|\/\//u.test(wish) || !URL.canParse(wish, origin)) return null;
  const url = new URL(wish, origin);
  const [first] = url.pathname.slice(base.length + 1).split("/");
  const isPage = url.origin === origin && url.pathname.startsWith(`${base}/`) && first !== "";
  return isPage && first !== "login" && first !== "link" ? `${url.pathname}${url.search}` : null;
}
