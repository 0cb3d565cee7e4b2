import { findStorage } from "./find-storage";
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

/** This tab's own memory of one portal's login: the mailed link need not lead back to the page that asked. */
export function tabMemory(name: string): Memory {
  const key = `portico.asked.${name}`;
  return {
    recall: () => readAsked(findStorage("sessionStorage")?.getItem(key) ?? null),
    keep: (asked) => {
      if (asked === null) findStorage("sessionStorage")?.removeItem(key);
      else findStorage("sessionStorage")?.setItem(key, `${Math.floor(asked.atMs)} ${asked.email}`);
    },
  };
}

/** What `keep` wrote, while the mail is of use; null for anything else. */
export function readAsked(text: string | null): Asked | null {
  const [, at, email] = /^(\d+) (\S+)$/.exec(text ?? "") ?? [];
  if (at === undefined || email === undefined) return null;
  const asked = { email, atMs: Number(at) };
  const age = nowMs() - asked.atMs;
  return age >= 0 && age < lifeMs ? asked : null;
}
