/** What a sign-in door answered. */
export type AuthAnswer =
  | { readonly ok: true; readonly url: string | null }
  | {
      readonly ok: false;
      readonly code: string;
      readonly param: string | null;
      readonly minutes: number;
    };

/** POSTs JSON to one of our own sign-in doors. Never throws: without an answer the code is `offline`. */
export async function callAuth(path: string, body: object): Promise<AuthAnswer> {
  const init: RequestInit = {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    cache: "no-store",
  };
  const response = await fetch(`/api/auth/${path}`, init).catch(() => null);
  if (response === null) return { ok: false, code: "offline", param: null, minutes: 1 };
  // What is no JSON comes from something between us and the browser.
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return { ok: true, url: textAt(answer, "url") };
  const error = fieldAt(answer, "error");
  const seconds = Number(response.headers.get("retry-after") ?? 60);
  return {
    ok: false,
    code: textAt(error, "code") ?? "internal",
    param: textAt(error, "param"),
    minutes: Math.max(1, Math.ceil(seconds / 60)),
  };
}

/** The text at a name of an answer that we have not checked; null for anything else. */
export function textAt(value: unknown, name: string): string | null {
  const field = fieldAt(value, name);
  return typeof field === "string" ? field : null;
}

function fieldAt(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}
