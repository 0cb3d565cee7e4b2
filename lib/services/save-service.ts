import { now } from "../clock";
import type { Place } from "../db/place";
import { findServiceByName, keepService } from "../db/services";
import type { Cause } from "../db/write-with-trail";
import { PorticoError } from "../errors";
import { newId } from "../ids";
import { type Service, serviceSchema } from "../portal/service";
import { parse } from "../wire/parse";

/**
 * Keeps what a merchant sells under one name, in the place of what it was, and gives it as it is read. Throws
 * `parameter_invalid` for what is no service, and `operation_in_progress` when it was written at the same time.
 */
export async function saveService(
  { merchantId, livemode }: Place,
  given: unknown,
  cause: Cause,
): Promise<Service> {
  const service = parse(serviceSchema, given);
  const before = await findServiceByName({ merchantId, livemode }, service.name);
  const id = before?.id ?? newId("service");
  const audit = {
    action: before === null ? "service.created" : "service.updated",
    target: id,
    data: { before: before?.document ?? null, after: service },
  };
  const row = { id, merchantId, livemode, name: service.name, document: service, updatedAt: now() };
  const trail = { ...cause, merchantId, livemode, audit, event: null };
  if (!(await keepService(row, before, trail))) throw new PorticoError("operation_in_progress");
  return service;
}
