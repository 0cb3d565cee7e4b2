/** Null where the browser keeps nothing for this page, as in a frame without third-party storage. */
export function findStorage(kind: "localStorage" | "sessionStorage"): Storage | null {
  try {
    return window[kind];
  } catch {
    return null;
  }
}
