export type Gate = {
  /** Holds every answer back until `count` requests have come, then lets all go. */
  readonly holdUntil: (count: number) => void;
  /** Lets all go now. */
  readonly open: () => void;
  /** Resolves when the next answer is held back. */
  readonly held: () => Promise<void>;
  /** What each answer waits for. */
  readonly pass: () => Promise<void>;
};

/**
 * Shows that requests go out side by side without looking at any clock: as long as fewer than the count
 * have come none is answered, so a request that waits for another's answer is never sent.
 */
export function createGate(): Gate {
  let missing = 0;
  const waiting: (() => void)[] = [];
  const watching: (() => void)[] = [];
  function open() {
    missing = 0;
    for (const release of waiting.splice(0)) release();
  }
  return {
    holdUntil: (count) => {
      missing = count;
    },
    open,
    held: () => new Promise((resolve) => watching.push(resolve)),
    pass: async () => {
      if (missing === 0) return;
      missing -= 1;
      if (missing === 0) return open();
      const released = new Promise<void>((resolve) => waiting.push(resolve));
      for (const tell of watching.splice(0)) tell();
      await released;
    },
  };
}
