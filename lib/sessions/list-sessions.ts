import type { MemberContext } from "../auth/member-context";
import { type ListedSessionRow, listSessions as listRows } from "../db/portal-session-list";
import type { SessionFilter } from "./session-filter";
import { lifetimes, type SessionState, sessionState } from "./state";

/** One customer's visit as members see it. Times are Unix seconds. */
export type SessionEntry = {
  readonly id: string;
  readonly customer: {
    readonly id: string;
    readonly name: string | null;
    readonly email: string | null;
  };
  /** How the customer proved who they are. */
  readonly proof: string;
  readonly surface: string;
  readonly createdAt: number;
  /** Null: not opened yet. */
  readonly openedAt: number | null;
  readonly lastActiveAt: number | null;
  readonly state: SessionState;
};

export type SessionPage = {
  /** Newest first. */
  readonly list: readonly SessionEntry[];
  /** The session that the next page follows; null when this is the last page. */
  readonly next: string | null;
  /** The database's clock, which states are judged by; null when the list is empty. */
  readonly now: number | null;
};

const perPage = 25;

/** One page of the portal sessions of a member's merchant, in the mode they look at. */
export async function listSessions(
  { merchant, livemode }: Pick<MemberContext, "merchant" | "livemode">,
  { state, customer, after }: SessionFilter,
): Promise<SessionPage> {
  const rows = await listRows(
    { merchantId: merchant.id, livemode },
    {
      customerId: customer,
      openBy: state === "active" ? lifetimes : null,
      after,
      limit: perPage + 1,
    },
  );
  const list = rows.slice(0, perPage).map(toEntry);
  const next = rows.length > perPage ? (list.at(-1)?.id ?? null) : null;
  return { list, next, now: secondsOf(rows[0]?.databaseNow ?? null) };
}

function toEntry(row: ListedSessionRow): SessionEntry {
  const { id, customerId, customerName: name, customerEmail: email, proof, surface } = row;
  return {
    id,
    customer: { id: customerId, name, email },
    proof,
    surface,
    createdAt: Math.floor(row.createdAt.getTime() / 1000),
    openedAt: secondsOf(row.redeemedAt),
    lastActiveAt: secondsOf(row.lastActiveAt),
    state: sessionState(row),
  };
}

function secondsOf(date: Date | null): number | null {
  return date === null ? null : Math.floor(date.getTime() / 1000);
}
