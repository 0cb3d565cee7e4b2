"use client";

import { useMutation } from "@tanstack/react-query";
import { LogOut as Icon } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { Spinner } from "@/components/ui/spinner";
import { endSession } from "./call-portal";
import { useCaller, usePortal } from "./portal-context";
import { PortalError } from "./portal-error";
import { ProblemNotice } from "./task/problem-notice";

/** Ends the visit for every tab and device that has it, at once. */
export function LogOut() {
  const { frame } = usePortal();
  const caller = useCaller();
  const t = useTranslations("frame");
  const leaving = useMutation({
    mutationFn: async () => {
      await endSession(caller).catch(acceptOver);
    },
    onSuccess: () => window.location.assign(`${frame.loginUrl ?? frame.base}?reason=logged_out`),
  });
  const busy = leaving.isPending || leaving.isSuccess;
  return (
    <>
      <button
        type="button"
        aria-disabled={busy || undefined}
        onClick={() => busy || leaving.mutate()}
        className="inline-flex min-h-11 cursor-pointer items-center gap-2 text-soft text-sm hover:text-ink frame:mt-1"
      >
        {busy ? <Spinner /> : <Icon aria-hidden="true" className="size-4 rtl:rotate-180" />}
        {busy ? t("loggingOut") : t("logOut")}
      </button>
      {leaving.isError && <ProblemNotice error={leaving.error} onRetry={() => leaving.mutate()} />}
      {leaving.isSuccess && <Curtain text={t("loggedOut")} />}
    </>
  );
}

/** Covers what was shown before the next page is there, and should Back bring this one out of memory. */
function Curtain({ text }: { text: string }) {
  return (
    <div className="fixed inset-0 z-20 flex items-center justify-center bg-paper p-6">
      <p role="status">{text}</p>
    </div>
  );
}

/** What is over already need not be ended. */
function acceptOver(error: unknown): void {
  if (!(error instanceof PortalError) || error.status !== 401) throw error;
}
