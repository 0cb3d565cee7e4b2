"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { fetchView, type Send } from "@/components/portal/call-portal";
import { queryClient } from "@/components/portal/query-client";
import type { Host } from "@/lib/embed/meet-host";
import type { PortalView } from "@/lib/portal/view";
import { sendWithBearer, type VisitEnd } from "./bearer";
import type { Grant } from "./grant";
import { resumeVisit } from "./resume-visit";

/** Why a visit has just ended. */
export type DoorReason = VisitEnd | "logged_out";

/** Where a customer stands in the frame. */
export type Visit =
  /** Not known yet whether somebody is signed in, or their billing is being read. */
  | { readonly kind: "waiting" }
  /** Nobody is; why, when somebody was. */
  | { readonly kind: "door"; readonly reason: DoorReason | null }
  | { readonly kind: "failed"; readonly error: unknown; readonly retry: () => void }
  | {
      readonly kind: "open";
      readonly view: PortalView;
      readonly send: Send;
      /** The session was ended by its own customer. */
      readonly leave: () => void;
    };

/** The visit as it stands, and what opens it: a grant. A mailed link outranks the session of before the reload. */
export function useVisit(host: Host | null): { visit: Visit; open: (granted: Grant) => void } {
  const [visit, setVisit] = useState<Visit>({ kind: "waiting" });
  const begun = useRef<Host | null>(null);

  const open = useCallback(
    (granted: Grant) => {
      if (host === null) return;
      const keep = (resume: string | null) => host.tell({ type: "resume", resume });
      const end = (reason: DoorReason) => {
        queryClient().clear();
        setVisit({ kind: "door", reason });
      };
      const send = sendWithBearer(granted, {
        browser: host.hello.browser,
        keep,
        onOver: end,
      });
      const leave = () => {
        keep(null);
        end("logged_out");
      };
      read();

      function read(): void {
        setVisit({ kind: "waiting" });
        fetchView({ session: granted.session, send }, null).then(
          (view) => setVisit({ kind: "open", view, send, leave }),
          (error: unknown) =>
            setVisit((held) =>
              held.kind === "door" ? held : { kind: "failed", error, retry: read },
            ),
        );
      }
    },
    [host],
  );

  useEffect(() => {
    if (host === null || begun.current === host) return;
    begun.current = host;
    const { resume, browser, token } = host.hello;
    if (resume === null || token !== null) {
      setVisit({ kind: "door", reason: null });
      return;
    }
    resumeVisit(resume, browser).then((granted) => {
      if (granted !== null) return open(granted);
      host.tell({ type: "resume", resume: null });
      setVisit({ kind: "door", reason: null });
    });
  }, [host, open]);

  return { visit, open };
}
