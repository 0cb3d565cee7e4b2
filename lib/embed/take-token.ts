/** What an address says when a mailed link leads back to the host page, and the address without it. */
export type TakenToken = { readonly token: string | null; readonly rest: string };

/**
 * Takes a mailed link's token out of an address: `#portico_token=…`, or `?token=…` when it is one of ours, for a
 * host page may have a `token` of its own. All else stays as it was written.
 */
export function takeToken(href: string): TakenToken {
  const [, page = "", query = "", fragment = ""] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(href) ?? [];
  const inQuery = cut(query, /^(?:portico_)?token=(p[a-z]{2}_.*)/s);
  const inFragment = cut(fragment, /^portico_token=(.*)/s);
  return {
    token: inFragment.token ?? inQuery.token,
    rest: page + inQuery.rest + inFragment.rest,
  };
}

/** `part` is empty or begins with its `?` or `#`. */
function cut(part: string, own: RegExp): TakenToken {
  const pairs = part.slice(1).split("&");
  const kept = pairs.filter((pair) => !own.test(pair));
  if (kept.length === pairs.length) return { token: null, rest: part };
  const [token = ""] = pairs.flatMap((pair) => own.exec(pair)?.[1] ?? []);
  return { token, rest: kept.length === 0 ? "" : part.slice(0, 1) + kept.join("&") };
}
