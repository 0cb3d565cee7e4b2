import { z } from "zod";
import { PorticoError } from "../errors";

/** What a list of sessions can be narrowed to, as it stands in a page's address. Nothing else is a filter. */
const filterSchema = z
  .strictObject({
    state: z.enum(["all", "active"]).default("all"),
    customer: z
      .string()
      .regex(/^cus_[A-Za-z0-9_]{1,255}$/)
      .nullable()
      .default(null),
    after: z
      .string()
      .regex(/^bps_[A-Za-z0-9_]{1,100}$/)
      .nullable()
      .default(null),
  })
  .readonly();

export type SessionFilter = z.infer<typeof filterSchema>;

/** The filter that an address asks for; null when it names one we do not have, or a value that is none. */
export function readSessionFilter(
  query: Readonly<Record<string, string | readonly string[] | undefined>>,
): SessionFilter | null {
  // A form sends a field that was left empty too.
  const given = Object.entries(query).filter(
    ([name, value]) => name !== "customer" || value !== "",
  );
  return filterSchema.safeParse(Object.fromEntries(given)).data ?? null;
}

/** Refuses an address whose query is no filter, a name that stands in it twice included: `parameter_invalid`. */
export function requireSessionFilter(query: URLSearchParams): void {
  const isOnce = query.size === new Set(query.keys()).size;
  const filter = isOnce ? readSessionFilter(Object.fromEntries(query)) : null;
  if (filter === null) throw new PorticoError("parameter_invalid");
}
