const firstMs = 1500;
const longestMs = 8000;
const polls = 11;

/**
 * How long to wait before asking again what became of an action, in milliseconds: longer each time, about a
 * minute in all. `false` when it has been asked often enough; the server goes on without us.
 */
export function pollDelay(asked: number): number | false {
  return asked >= polls ? false : Math.min(firstMs * 1.4 ** asked, longestMs);
}
