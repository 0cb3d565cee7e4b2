import type { Place } from "../db/place";
import { findServiceByName, listServices as list, type ServiceRow } from "../db/services";
import { log } from "../log";
import { type Service, serviceSchema } from "../portal/service";

/** A service as it is kept, and when it was last written: what was made of an older one is made anew. */
export type KeptService = { readonly service: Service; readonly updatedAt: Date };

/** The service of this name; null where the merchant has none, or one that this version cannot read. */
export async function findService(place: Place, name: string): Promise<KeptService | null> {
  const row = await findServiceByName(place, name);
  return row === null ? null : readRow(row);
}

/** Every service of a merchant in one mode, by name. */
export async function listServices(place: Place): Promise<Service[]> {
  const rows = await list(place);
  return rows.flatMap((row) => readRow(row)?.service ?? []);
}

function readRow({ id, document, updatedAt }: ServiceRow): KeptService | null {
  const read = serviceSchema.safeParse(document);
  if (read.success) return { service: read.data, updatedAt };
  log().warn({ service: id, err: read.error }, "a service cannot be read");
  return null;
}
