"use client";

import { useMutation } from "@tanstack/react-query";
import { CreditCard, Download, ExternalLink } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl/react";
import { cx } from "@/components/ui/cx";
import { Spinner } from "@/components/ui/spinner";
import type { InvoiceView } from "@/lib/portal/view";
import { createDownload } from "../call-portal";
import { payPath } from "../paths";
import { useCaller, usePortal } from "../portal-context";
import { ProblemNotice } from "../task/problem-notice";
import { useOutdating } from "../task/use-outdating";

const look =
  "inline-flex min-h-11 min-w-11 cursor-pointer items-center justify-center gap-1.5 rounded-md px-2 font-medium " +
  "pointer-fine:min-h-9 pointer-fine:min-w-0 text-soft " +
  "hover:bg-sunken hover:text-ink";

/** Where it is paid, or its own page at Stripe; and its PDF, which is fetched through a link that works once. */
export function InvoiceDocuments({ invoice }: { invoice: InvoiceView }) {
  const caller = useCaller();
  const { frame } = usePortal();
  const t = useTranslations("invoices");
  const outdate = useOutdating();
  const download = useMutation({
    mutationFn: () => createDownload(caller, invoice.id),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  const number = invoice.number ?? t("noNumber");
  const open = invoice.status === "open";
  const { pay_invoice: pay } = invoice.actions;
  return (
    <div className="flex flex-wrap items-center justify-end">
      {pay.allowed && (
        <Link
          href={payPath(frame.base, invoice.id)}
          prefetch={false}
          aria-label={t("payHere", { number })}
          className={cx(look, "text-accent-text")}
        >
          <CreditCard aria-hidden="true" className="size-4" />
          {t("pay")}
        </Link>
      )}
      {!pay.allowed && invoice.hostedUrl !== null && (
        <a
          href={invoice.hostedUrl}
          target="_blank"
          rel="noopener"
          aria-label={open ? t("payOf", { number }) : t("viewOf", { number })}
          className={cx(look, open && "text-accent-text")}
          onClick={open ? outdate : undefined}
        >
          <ExternalLink aria-hidden="true" className="size-4" />
          <span className={cx(!open && "max-xs:hidden")}>{open ? t("pay") : t("view")}</span>
        </a>
      )}
      {invoice.hasPdf && (
        <button
          type="button"
          aria-label={t("pdfOf", { number })}
          aria-disabled={download.isPending || undefined}
          className={look}
          onClick={() => download.isPending || download.mutate()}
        >
          {download.isPending ? <Spinner /> : <Download aria-hidden="true" className="size-4" />}
          <span className="max-xs:hidden">{t("pdf")}</span>
        </button>
      )}
      {download.error !== null && <ProblemNotice error={download.error} />}
    </div>
  );
}
