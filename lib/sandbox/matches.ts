import type { SandboxFilter, SandboxRange, SandboxRecord } from "./store";

/** Whether a filter finds a record. */
export function matches(record: SandboxRecord, filter: SandboxFilter): boolean {
  const status = record.status ?? "";
  return (
    (filter.customer === undefined || record.customer === filter.customer) &&
    (filter.subscription === undefined || record.subscription === filter.subscription) &&
    (filter.product === undefined || record.product === filter.product) &&
    (filter.email === undefined || record.email === filter.email) &&
    (filter.parent === undefined || record.parent === filter.parent) &&
    (filter.clock === undefined || record.clock === filter.clock) &&
    (filter.statuses?.includes(status) ?? true) &&
    !(filter.exceptStatuses?.includes(status) ?? false) &&
    isWithin(record.created, filter.created ?? {})
  );
}

function isWithin(time: number, { gt, gte, lt, lte }: SandboxRange): boolean {
  return (
    (gt === undefined || time > gt) &&
    (gte === undefined || time >= gte) &&
    (lt === undefined || time < lt) &&
    (lte === undefined || time <= lte)
  );
}
