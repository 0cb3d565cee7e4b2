import { z } from "zod";
import { PorticoError } from "../errors";

const cursor = z.string().min(1).max(5000).optional();

/** What every list takes, as Stripe's do: newest first, a page of 10 unless told, at most 100. */
export const listShape = {
  limit: z.int().min(1).max(100).default(10),
  starting_after: cursor,
  ending_before: cursor,
} as const;

export type ListParams = z.infer<z.ZodObject<typeof listShape>>;

/** The page that is wanted: what follows (older) or precedes (newer) the object `id`. */
export type PageOf = {
  readonly limit: number;
  readonly cursor: { readonly id: string; readonly direction: "after" | "before" } | null;
};

/** Throws `parameters_exclusive` for both cursors at once. */
export function pageOf({
  limit,
  starting_after: after,
  ending_before: before,
}: ListParams): PageOf {
  if (after !== undefined && before !== undefined) {
    throw new PorticoError("parameters_exclusive", {
      param: "ending_before",
      message: "You may only specify one of these parameters: starting_after, ending_before.",
    });
  }
  if (after !== undefined) return { limit, cursor: { id: after, direction: "after" } };
  if (before !== undefined) return { limit, cursor: { id: before, direction: "before" } };
  return { limit, cursor: null };
}

/** A page as Stripe writes one. `url` is the list's own path. */
export function listOf<T>(url: string, data: readonly T[], hasMore: boolean) {
  return { object: "list" as const, data: [...data], has_more: hasMore, url };
}

/** What `listOf` gives, when its objects are `item`. */
export function listAnswer(item: z.ZodType) {
  return z.strictObject({
    object: z.literal("list"),
    data: z.array(item),
    has_more: z.boolean(),
    url: z.string(),
  });
}

/** The page that was read; throws `resource_missing` for null: its cursor names no `kind` of the caller's. */
export function requirePage<P>(page: P | null, kind: string, { cursor }: PageOf): P {
  if (page !== null) return page;
  throw new PorticoError("resource_missing", {
    param: cursor?.direction === "before" ? "ending_before" : "starting_after",
    message: `No such ${kind}: '${(cursor?.id ?? "").slice(0, 255)}'`,
  });
}
