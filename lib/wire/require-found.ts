import type { Place } from "../db/place";
import { PorticoError } from "../errors";

export type Sought = {
  /** What it is called in Stripe's sentences: `configuration` */
  readonly kind: string;
  /** As the caller wrote it. */
  readonly id: string;
  /** Whether the same merchant has it in the other mode. Asked only when it was not found. */
  readonly isInOtherMode: () => Promise<boolean>;
  /** The parameter that names it, and the mode of the key it came with; left out for an id in the path. */
  readonly named?: { readonly param: string; readonly livemode: boolean };
};

/**
 * The row that an id of the caller's led to. Throws for null, in Stripe's words: an id in the path is a
 * `resource_missing` (404), or a `livemode_mismatch` (400) when it is the merchant's own in the other mode; one that a
 * parameter names is a `resource_missing` with that `param`, which says so. Another merchant's is as unknown as any.
 */
export async function requireFound<Row>(row: Row | null, sought: Sought): Promise<Row> {
  if (row !== null) return row;
  const { kind, id, isInOtherMode, named } = sought;
  const message = `No such ${kind}: '${id.slice(0, 255)}'`;
  // What is no id at all is not asked for: PostgreSQL refuses NUL.
  const isElsewhere = /^[\w.-]{1,255}$/.test(id) && (await isInOtherMode());
  if (named === undefined) {
    throw isElsewhere
      ? new PorticoError("livemode_mismatch")
      : new PorticoError("resource_missing", { message });
  }
  const { param, livemode } = named;
  throw new PorticoError("resource_missing", {
    param,
    message: isElsewhere ? `${message}${similarIn(livemode)}` : message,
  });
}

/** What ids in paths lead to. Nothing is asked for that `pattern` does not match. */
type Kind<Row> = {
  readonly kind: string;
  readonly pattern: RegExp;
  readonly find: (place: Place, id: string) => Promise<Row | null>;
};

/**
 * The row of this merchant and mode that an id in the path leads to. Throws `resource_missing` (404) for one that is
 * unknown or another merchant's, `livemode_mismatch` for the merchant's own in the other mode.
 */
export async function requireInPath<Row>(
  { merchantId, livemode }: Place,
  id: string,
  { kind, pattern, find }: Kind<Row>,
): Promise<Row> {
  const findIn = async (mode: boolean) =>
    pattern.test(id) ? find({ merchantId, livemode: mode }, id) : null;
  return requireFound(await findIn(livemode), {
    kind,
    id,
    isInOtherMode: async () => (await findIn(!livemode)) !== null,
  });
}

function similarIn(livemode: boolean): string {
  const [there, here] = livemode ? ["test", "live"] : ["live", "test"];
  return `; a similar object exists in ${there} mode, but a ${here} mode key was used to make this request.`;
}
