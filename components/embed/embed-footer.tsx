"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "use-intl/react";
import { endSession } from "@/components/portal/call-portal";
import { useCaller, usePortal } from "@/components/portal/portal-context";
import { ProblemNotice } from "@/components/portal/task/problem-notice";
import { Pill } from "@/components/ui/pill";
import { useLeave } from "./use-leave";

/** Who is signed in, and the way out; that sample data is no money. */
export function EmbedFooter() {
  const { view, frame } = usePortal();
  const { name, email } = view.customer;
  const t = useTranslations("frame");
  const who = email ?? name;
  return (
    <footer className="mt-10 border-line border-t pt-3 text-soft text-sm">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {who !== null && (
          <p className="min-w-0 truncate">
            {t("signedIn")} <span className="font-medium text-ink">{who}</span>
          </p>
        )}
        {view.flow === null && <LogOut />}
        {(frame.sandbox || !frame.livemode) && (
          <Pill tone="warn">{t(frame.sandbox ? "sandbox" : "testMode")}</Pill>
        )}
      </div>
    </footer>
  );
}

function LogOut() {
  const caller = useCaller();
  const leave = useLeave();
  const t = useTranslations("frame");
  const leaving = useMutation({ mutationFn: () => endSession(caller), onSuccess: leave });
  const busy = leaving.isPending;
  return (
    <>
      <button
        type="button"
        aria-disabled={busy || undefined}
        onClick={() => busy || leaving.mutate()}
        className="inline-flex min-h-11 cursor-pointer items-center hover:text-ink hover:underline"
      >
        {busy ? t("loggingOut") : t("logOut")}
      </button>
      {leaving.isError && <ProblemNotice error={leaving.error} onRetry={() => leaving.mutate()} />}
    </>
  );
}
