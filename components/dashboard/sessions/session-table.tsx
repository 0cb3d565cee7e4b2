import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Pill } from "@/components/ui/pill";
import type { SessionEntry } from "@/lib/sessions/list-sessions";
import { ago, isOpen, moment, nameProof, nameSurface, states } from "./session-words";

type Props = {
  readonly list: readonly SessionEntry[];
  /** Unix seconds, by the clock that sessions are judged by. */
  readonly now: number;
  /** Absent where the member's role does not allow it. */
  readonly onRevoke?: (session: SessionEntry) => void;
};

/** Sessions as a table; on a phone each row is a card. */
export function SessionTable({ list, now, onRevoke }: Props) {
  const head = "px-3 py-2.5 text-left font-medium first:pl-5 last:pr-5";
  return (
    <Card className="overflow-hidden max-frame:border-0 max-frame:bg-transparent max-frame:shadow-none">
      <table className="w-full border-collapse text-sm max-frame:block">
        <thead className="border-line border-b text-faint text-xs max-frame:sr-only">
          <tr>
            {["Customer", "Opened by", "Opened", "Last active", "State"].map((title) => (
              <th key={title} scope="col" className={head}>
                {title}
              </th>
            ))}
            {onRevoke && (
              <th scope="col" className={head}>
                <span className="sr-only">Revoke</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody className="divide-line max-frame:flex max-frame:flex-col max-frame:gap-3 frame:divide-y">
          {list.map((session) => (
            <Row key={session.id} session={session} now={now} {...(onRevoke ? { onRevoke } : {})} />
          ))}
        </tbody>
      </table>
    </Card>
  );
}

const cell = "align-middle frame:px-3 frame:py-3 frame:first:pl-5 frame:last:pr-4";

function Row({ session, now, onRevoke }: { session: SessionEntry } & Omit<Props, "list">) {
  const { customer, proof, surface, openedAt, lastActiveAt, state } = session;
  const { text, tone } = states[state];
  return (
    <tr
      data-session={session.id}
      className="max-frame:grid max-frame:grid-cols-2 max-frame:gap-x-4 max-frame:gap-y-3 max-frame:rounded-xl max-frame:border max-frame:border-line max-frame:bg-card max-frame:p-4 max-frame:shadow-card"
    >
      <td className={`${cell} min-w-0 max-frame:col-span-2`}>
        <Customer customer={customer} />
      </td>
      <td className={cell}>
        <Label>Opened by</Label>
        {nameProof(proof)}
        <span className="block text-faint text-xs">{nameSurface(surface)}</span>
      </td>
      <td className={cell}>
        <Label>Opened</Label>
        {openedAt === null ? (
          <span className="text-faint">{state === "unused" ? "Not yet" : "Never"}</span>
        ) : (
          <Time at={openedAt} now={now} />
        )}
      </td>
      <td className={cell}>
        <Label>Last active</Label>
        {lastActiveAt === null ? <Nothing /> : <Time at={lastActiveAt} now={now} />}
      </td>
      <td className={cell}>
        <Label>State</Label>
        <Pill tone={tone}>{text}</Pill>
      </td>
      {onRevoke && (
        <td className={`${cell} text-right max-frame:col-span-2 max-frame:empty:hidden`}>
          {isOpen(state) && (
            <Button
              aria-label={`Revoke the session of ${customer.name ?? customer.email ?? customer.id}`}
              className="text-sm max-frame:w-full pointer-fine:min-h-9"
              onClick={() => onRevoke(session)}
            >
              Revoke
            </Button>
          )}
        </td>
      )}
    </tr>
  );
}

function Customer({ customer: { id, name, email } }: Pick<SessionEntry, "customer">) {
  const who = name ?? email;
  return (
    <>
      {who !== null && <span className="block truncate font-medium">{who}</span>}
      {name !== null && email !== null && <span className="block truncate text-soft">{email}</span>}
      <code className="block break-all text-faint text-xs">{id}</code>
    </>
  );
}

/** What the table's head says, on a phone beside each value. */
function Label({ children }: { children: string }) {
  return <span className="block text-faint text-xs frame:hidden">{children}</span>;
}

function Nothing() {
  return (
    <span className="text-faint">
      <span aria-hidden="true">–</span>
      <span className="sr-only">Never</span>
    </span>
  );
}

function Time({ at, now }: { at: number; now: number }) {
  return (
    <time dateTime={new Date(at * 1000).toISOString()} title={moment(at)} className="text-soft">
      {ago(at, now)}
    </time>
  );
}
