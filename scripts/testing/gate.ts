export type Gate = {
  /** Holds every answer back until `count` requests have come, then lets all go. */
  readonly holdUntil: (count: number) => void;
  /** What each answer waits for. */
  readonly pass: () => Promise<void>;
};

/**
 * Shows that requests go out side by side without looking at any clock: as long as fewer than the count
 * have come none is answered, so a request that waits for another's answer is never sent.
 */
export function createGate(): Gate {
  let missing = 0;
  let waiting: (() => void)[] = [];
  return {
    holdUntil: (count) => {
      missing = count;
    },
    pass: async () => {
      if (missing === 0) return;
      missing -= 1;
      if (missing > 0) return new Promise((resolve) => waiting.push(resolve));
      for (const release of waiting) release();
      waiting = [];
    },
  };
}
