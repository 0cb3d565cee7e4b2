import type { Row, Switchboard } from "./load-rows";
import type { Mutant } from "./mutate-source";

/** Knows which rule is taken out, and which rules were asked for since it was last told to forget. */
export class Switches {
  readonly asked = new Set<number>();
  out: number | null = null;

  readonly isOut: Switchboard = (id) => {
    this.asked.add(id);
    return id === this.out;
  };
}

/**
 * Which rules can be taken out without any row noticing. A row that did not ask for a rule cannot notice it, so that
 * only the others are tried again, the cheapest first.
 */
export function makeTrial(rows: readonly Row[], switches: Switches) {
  const measured = rows.map((row) => measure(row, switches));
  const holding = measured
    .filter(({ error }) => error === null)
    .toSorted((a, b) => a.took - b.took);
  return {
    broken: measured.filter(({ error }) => error !== null),
    isNoticed({ id }: Mutant): boolean {
      switches.out = id;
      try {
        return holding.some(({ row, asked }) => asked.has(id) && fails(row) !== null);
      } finally {
        switches.out = null;
      }
    },
  };
}

function measure(row: Row, { asked }: Switches) {
  asked.clear();
  const began = performance.now();
  const error = fails(row);
  return { row, error, asked: new Set(asked), took: performance.now() - began };
}

function fails({ run }: Row): unknown {
  try {
    run();
    return null;
  } catch (error) {
    return error;
  }
}
