"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Notice } from "@/components/ui/notice";
import type { ActionAnswer, ActionRefusal } from "@/lib/http/dashboard/merchant-action";
import type { SessionEntry } from "@/lib/sessions/list-sessions";

/** The server action, which components are handed: they know no routes. */
export type Revoke = (input: {
  readonly merchant: string;
  readonly sessions: readonly string[];
}) => Promise<ActionAnswer<{ readonly revoked: readonly string[] }>>;

type Problem = Pick<ActionRefusal["error"], "code" | "message"> & {
  readonly request_id: string | null;
};

type Props = {
  readonly segment: string;
  readonly session: SessionEntry;
  readonly revoke: Revoke;
  readonly onClose: () => void;
  /** Told what happened, in a sentence. */
  readonly onDone: (text: string) => void;
};

/** Says what revoking means, asks, and tells what became of it. */
export function RevokeDialog({ segment, session, revoke, onClose, onDone }: Props) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [opener] = useState(() => document.activeElement);
  const { id, customer } = session;
  const who = customer.name ?? customer.email ?? customer.id;

  useEffect(() => {
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, [opener]);

  async function confirm() {
    setBusy(true);
    const answer = await ask(() => revoke({ merchant: segment, sessions: [id] }));
    setBusy(false);
    if (!answer.ok) return setProblem(answer.error);
    onDone(
      answer.revoked.length > 0
        ? `The session of ${who} is revoked. Their next click is refused.`
        : `The session of ${who} was revoked before.`,
    );
    onClose();
    router.refresh();
  }

  return (
    <ConfirmDialog
      open={true}
      busy={busy}
      title={`Revoke the session of ${who}?`}
      confirm="Revoke session"
      cancel="Keep it"
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <p>
        The portal closes for them at their next click. Nothing they did is undone, and they can
        open it again through a new link.
      </p>
      <div aria-live="polite" className="not-empty:mt-4">
        {problem !== null && (
          <div data-error-code={problem.code}>
            <Notice tone="bad">
              <p>{problem.message}</p>
              {problem.request_id !== null && (
                <p className="mt-1 text-xs">
                  If you ask for help, quote <code>{problem.request_id}</code>.
                </p>
              )}
            </Notice>
          </div>
        )}
      </div>
    </ConfirmDialog>
  );
}

type Asked = Awaited<ReturnType<Revoke>> | { readonly ok: false; readonly error: Problem };

/** A call that did not come back is told like a refusal: asking again does no harm. */
async function ask(call: () => ReturnType<Revoke>): Promise<Asked> {
  try {
    return await call();
  } catch {
    const message = "The connection was lost. Try again: a session is revoked only once.";
    return { ok: false, error: { code: "offline", message, request_id: null } };
  }
}
