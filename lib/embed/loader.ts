import { holdsSecret } from "./holds-secret";
import { mountPortal, type Portal } from "./mount-portal";
import { takeToken } from "./take-token";

declare global {
  interface Window {
    porticoSettings?: { readonly merchant?: unknown };
    Portico?: { readonly remove: () => void };
  }
}

/** Built to /embed.js. The token leaves the address before anything else on the page can read it. */
function clearAddress(): string | null {
  const { token, rest } = takeToken(location.href);
  if (token !== null) history.replaceState(history.state, "", rest);
  return token;
}

const token = clearAddress();
const script = document.currentScript;

function complain(what: string): void {
  // biome-ignore lint/suspicious/noConsole: the host page's developer reads it there
  console.error(`Portico: ${what}`);
}

function start(): void {
  const settings = window.porticoSettings;
  const container = document.getElementById("portico-portal");
  const merchant = settings?.merchant;
  if (window.Portico) complain("embed.js is on this page twice.");
  else if (!(script instanceof HTMLScriptElement)) complain("load embed.js by a <script src>.");
  else if (holdsSecret(settings)) {
    complain("porticoSettings holds a secret key, which everybody can read now. Rotate it.");
  } else if (typeof merchant !== "string" || !/^[a-z0-9_-]{3,45}$/.test(merchant)) {
    complain('set window.porticoSettings = { merchant: "…" } before embed.js.');
  } else if (!container) {
    complain('there is no <div id="portico-portal"></div> on this page.');
  } else show(container, { origin: new URL(script.src).origin, merchant });
}

function show(container: HTMLElement, place: Omit<Portal, "token">): void {
  let remove = mountPortal(container, { ...place, token });
  // A mailed link to the page that is open already changes only the fragment, and loads nothing anew.
  const follow = () => {
    const next = clearAddress();
    if (next === null) return;
    remove();
    remove = mountPortal(container, { ...place, token: next });
  };
  window.addEventListener("hashchange", follow);
  window.Portico = {
    remove() {
      window.removeEventListener("hashchange", follow);
      remove();
      delete window.Portico;
    },
  };
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
