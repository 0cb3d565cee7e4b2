import type { ChangeRecordRow } from "../db/change-records";
import { PorticoError } from "../errors";
import { isActionName } from "../portal/actions";
import { changeDoneSchema } from "../portal/change-done";
import type { ChangeRecord } from "../portal/change-record";
import type { Preview } from "../portal/preview";

/** A row as everybody reads it. Throws `internal` for one that a newer version of us wrote. */
export function readRecord(row: ChangeRecordRow): ChangeRecord {
  const { id, livemode, action, shown, done } = row;
  if (!isActionName(action) || !isPreview(shown)) {
    throw new PorticoError("internal", { cause: new Error(`Unknown record ${id}`) });
  }
  return {
    id,
    livemode,
    action,
    outcome: row.outcome === "scheduled" ? "scheduled" : "applied",
    customer: row.customerId,
    subscription: row.subscriptionId,
    created: seconds(row.createdAt),
    session: {
      id: row.sessionId,
      proof: row.proof,
      surface: row.surface,
      created: row.sessionCreatedAt && seconds(row.sessionCreatedAt),
    },
    shown,
    done: changeDoneSchema.nullable().parse(done),
    agrees: row.agrees,
    checked: row.checkedAt && seconds(row.checkedAt),
  };
}

/** Only runAction writes the column, with the preview as it was shown. */
function isPreview(shown: unknown): shown is Preview {
  return (
    typeof shown === "object" &&
    shown !== null &&
    "kind" in shown &&
    typeof shown.kind === "string" &&
    isActionName(shown.kind)
  );
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
