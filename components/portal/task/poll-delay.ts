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

/**
 * How long to wait before asking again whether the customer has paid elsewhere, in milliseconds: a quarter of an hour
 * in all. `false` when it has been asked often enough: the page asks again when they come back to it.
 */
export function awaitDelay(asked: number): number | false {
  return asked >= 60 ? false : Math.min(3000 * 1.2 ** asked, 15_000);
}
