"use client";

import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/button";
import type { ChangeRecord } from "@/lib/portal/change-record";
import { createDownload, createRecordDownload } from "../call-portal";
import { useCaller, usePortal } from "../portal-context";
import { ProblemNotice } from "../task/problem-notice";

type Wanted = "pdf" | "json" | "invoice";

/** The record to take along, and its invoice: each by a link that works once. */
export function RecordDocuments({ record }: { record: ChangeRecord }) {
  const { view } = usePortal();
  const caller = useCaller();
  const t = useTranslations("record");
  const invoice = view.invoices === null ? null : (record.done?.invoice?.id ?? null);
  const download = useMutation({
    mutationFn: (wanted: Wanted) =>
      wanted === "invoice"
        ? createDownload(caller, invoice ?? "")
        : createRecordDownload(caller, record.id, wanted),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  const wanted: readonly Wanted[] = [
    "pdf",
    "json",
    ...(invoice === null ? [] : ["invoice" as const]),
  ];
  const texts = { pdf: t("pdf"), json: t("json"), invoice: t("invoicePdf") };
  return (
    <section aria-label={t("documents")} className="flex flex-wrap gap-2">
      {wanted.map((kind) => (
        <Button
          key={kind}
          busy={download.isPending && download.variables === kind}
          onClick={() => download.isPending || download.mutate(kind)}
        >
          <Download aria-hidden="true" className="size-4" />
          {texts[kind]}
        </Button>
      ))}
      {download.error !== null && (
        <div className="basis-full">
          <ProblemNotice error={download.error} />
        </div>
      )}
    </section>
  );
}
