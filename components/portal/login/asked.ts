import { nowMs } from "./now-ms";

/** To which address a mail was asked for, and when (Unix milliseconds). Never a code. */
export type Asked = { readonly email: string; readonly atMs: number };

/** Keeps it over a reload of the page. */
export type Memory = {
  readonly recall: () => Asked | null;
  readonly keep: (asked: Asked | null) => void;
};

/** A mailed link's life: after it, asking anew is the only way on. */
const lifeMs = 10 * 60_000;

/** This tab's own memory of one login page. */
export function tabMemory(name: string): Memory {
  const key = `portico.asked.${name}`;
  return {
    recall: () => readAsked(storage()?.getItem(key) ?? null),
    keep: (asked) => {
      if (asked === null) storage()?.removeItem(key);
      else storage()?.setItem(key, JSON.stringify(asked));
    },
  };
}

/** Null where the browser keeps nothing for this page, as in a frame without third-party storage. */
function storage(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

export function readAsked(text: string | null): Asked | null {
  if (text === null || !/^\{"email":"[^"]+","atMs":[\d.]+\}$/.test(text)) return null;
  const asked: Asked = JSON.parse(text);
  const age = nowMs() - asked.atMs;
  return age >= 0 && age < lifeMs ? asked : null;
}
