import { nowSeconds } from "../clock";
import { findSnapshot } from "../db/snapshots";
import { PorticoError } from "../errors";
import { type Snapshot, snapshotShape } from "../portal/snapshot";
import { noteRefusedKey } from "../sessions/note-refused-key";
import { loadSnapshot, type SnapshotOptions, type SnapshotScope, takenFor } from "./load-snapshot";

/** Older than this, a kept snapshot is not painted first even when nothing is known to have changed. */
const paintSeconds = 300;

export type SeenSnapshot = {
  readonly snapshot: Snapshot;
  /** True when Stripe could not be asked and this is what was last known. */
  readonly stale: boolean;
};

/**
 * What a page paints: the kept snapshot when it is recent and nothing has changed since, else a new one;
 * and when Stripe cannot be asked, whatever is kept, marked stale. Throws only when nothing is kept.
 */
export async function recentSnapshot(
  scope: SnapshotScope,
  options: SnapshotOptions = {},
): Promise<SeenSnapshot> {
  const kept = await keptSnapshot(scope);
  if (kept !== null && !kept.changed && isRecent(kept.snapshot) && holds(kept.snapshot, options)) {
    return { snapshot: kept.snapshot, stale: false };
  }
  return freshSnapshot(scope, options, kept?.snapshot ?? null);
}

/** A new snapshot; when Stripe cannot be asked, the kept one, marked stale. */
export async function freshSnapshot(
  scope: SnapshotScope,
  options: SnapshotOptions,
  fallback?: Snapshot | null,
): Promise<SeenSnapshot> {
  try {
    return { snapshot: await loadSnapshot(scope, options), stale: false };
  } catch (error) {
    await noteRefusedKey(scope, error);
    const kept = fallback === undefined ? (await keptSnapshot(scope))?.snapshot : fallback;
    if (kept === null || kept === undefined || !isOutage(error)) throw error;
    return { snapshot: kept, stale: true };
  }
}

/** Whether a kept snapshot shows what is asked for. A target in its windows was checked when it was read. */
function holds(snapshot: Snapshot, { target, invoicesAfter, list }: SnapshotOptions): boolean {
  if (invoicesAfter !== undefined || list !== undefined) return false;
  const { subscriptions, paymentMethods, invoices } = snapshot;
  const known = [...subscriptions.data, ...paymentMethods.data, ...invoices.data];
  return target == null || known.some(({ id }) => id === target);
}

function isOutage(error: unknown): boolean {
  return error instanceof PorticoError && error.status === 503;
}

function isRecent({ takenAt }: Snapshot): boolean {
  return nowSeconds() - takenAt < paintSeconds;
}

async function keptSnapshot(scope: SnapshotScope) {
  const { merchantId, livemode, customerId } = scope;
  const row = await findSnapshot({ merchantId, livemode, customerId });
  if (row === null || !isKept(row.document)) return null;
  const changed = row.stale || row.document.takenFor !== takenFor(scope);
  return { snapshot: row.document.snapshot, changed };
}

/** Only loadSnapshot writes the column; a shape of another version of us is as good as none. */
function isKept(document: unknown): document is { takenFor: string; snapshot: Snapshot } {
  return (
    typeof document === "object" &&
    document !== null &&
    "shape" in document &&
    document.shape === snapshotShape &&
    "takenFor" in document &&
    "snapshot" in document
  );
}
