"use client";

import { useEffect, useRef, useState } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import type { SessionEntry, SessionPage } from "@/lib/sessions/list-sessions";
import type { SessionFilter } from "@/lib/sessions/session-filter";
import { NoSessions } from "./no-sessions";
import { type Revoke, RevokeDialog } from "./revoke-dialog";
import { SessionFilters } from "./session-filters";
import { sessionsPath } from "./session-paths";
import { SessionTable } from "./session-table";

type Props = {
  readonly segment: string;
  readonly page: SessionPage;
  readonly filter: SessionFilter;
  /** Whether the member's role allows revoking. */
  readonly canRevoke: boolean;
  readonly revoke: Revoke;
};

/** Who was and is in the portal, and the way to end a visit. */
export function Sessions({ segment, page, filter, canRevoke, revoke }: Props) {
  const [asked, setAsked] = useState<SessionEntry | null>(null);
  const [done, setDone] = useState<string | null>(null);
  // Until the page was read again, the answer is newer than the page.
  const [revoked, setRevoked] = useState<ReadonlySet<string>>(new Set());
  const said = useRef<HTMLDivElement>(null);
  const { next, now } = page;
  const list = page.list.map((session) =>
    revoked.has(session.id) ? { ...session, state: "revoked" as const } : session,
  );

  // The button that was pressed is gone with what it did.
  useEffect(() => {
    if (done !== null && document.activeElement === document.body) said.current?.focus();
  }, [done]);

  function finish(session: SessionEntry, text: string) {
    setRevoked((before) => new Set([...before, session.id]));
    setDone(text);
  }

  return (
    <div className="max-w-5xl">
      <SessionsHeading />
      <div ref={said} tabIndex={-1} aria-live="polite" className="outline-none not-empty:mb-4">
        {done !== null && (
          <Notice tone="good" dismiss={{ label: "Dismiss", onDismiss: () => setDone(null) }}>
            {done}
          </Notice>
        )}
      </div>
      <SessionFilters segment={segment} filter={filter} key={filter.customer} />
      {list.length === 0 || now === null ? (
        <NoSessions segment={segment} filter={filter} />
      ) : (
        <SessionTable list={list} now={now} {...(canRevoke ? { onRevoke: setAsked } : {})} />
      )}
      {(filter.after !== null || next !== null) && (
        <nav aria-label="Pages of sessions" className="mt-4 flex justify-between gap-2">
          {filter.after !== null && (
            <ButtonLink href={sessionsPath(segment, { ...filter, after: null })}>Newest</ButtonLink>
          )}
          {next !== null && (
            <ButtonLink
              href={sessionsPath(segment, { ...filter, after: next })}
              className="ml-auto"
            >
              Older
            </ButtonLink>
          )}
        </nav>
      )}
      {asked !== null && (
        <RevokeDialog
          segment={segment}
          session={asked}
          revoke={revoke}
          onClose={() => setAsked(null)}
          onDone={(text) => finish(asked, text)}
          key={asked.id}
        />
      )}
    </div>
  );
}

export function SessionsHeading() {
  return (
    <>
      <title>Sessions · Portico</title>
      <h1 className="font-semibold text-2xl tracking-tight">Sessions</h1>
      <p className="mt-1 mb-6 max-w-prose text-soft">
        Each time a customer opens the portal is a session. It ends after an hour without activity,
        and after four hours in any case.
      </p>
    </>
  );
}
