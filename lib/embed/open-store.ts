import { isBrowserKey, makeKey } from "./browser-key";

/** What the host page keeps for one portal in this tab. */
export type Store = {
  /** The key of this tab, made when it is first asked for. */
  readonly browser: () => string;
  readonly resume: () => string | null;
  readonly keepResume: (resume: string | null) => void;
};

/** Opens the host page's sessionStorage; where that is blocked, things are kept until the page is left. */
export function openStore(segment: string): Store {
  const memory = new Map<string, string>();
  const storage = findStorage();
  const [browserName, resumeName] = [`portico.browser.${segment}`, `portico.resume.${segment}`];

  const get = (name: string) => (storage ? storage.getItem(name) : memory.get(name)) ?? null;
  const set = (name: string, value: string | null) => {
    if (value === null) storage?.removeItem(name);
    else storage?.setItem(name, value);
    memory.set(name, value ?? "");
  };

  return {
    browser() {
      const held = get(browserName);
      if (isBrowserKey(held)) return held;
      const made = makeKey();
      set(browserName, made);
      return made;
    },
    resume: () => get(resumeName) || null,
    keepResume: (resume) => set(resumeName, resume),
  };
}

function findStorage(): Storage | null {
  try {
    const { sessionStorage } = window;
    sessionStorage.setItem("portico", "");
    sessionStorage.removeItem("portico");
    return sessionStorage;
  } catch {
    // Blocked, or full: the portal works all the same, only a reload asks to sign in again.
    return null;
  }
}
