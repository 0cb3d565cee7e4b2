"use client";

import { useTranslations } from "use-intl/react";
import { Card } from "@/components/ui/card";
import type { InvoiceView } from "@/lib/portal/view";
import { InvoiceStatusPill } from "../home/status-pill";
import { useWords } from "../use-words";
import { InvoiceDocuments } from "./invoice-documents";

type Props = { readonly invoices: readonly InvoiceView[] };

/** Invoices as a table; on a phone the number goes under the date and the status under the amount. */
export function InvoiceTable({ invoices }: Props) {
  const t = useTranslations("invoices");
  const head = "px-2 py-2.5 text-left font-medium first:pl-5 last:pr-5";
  return (
    <Card className="overflow-hidden">
      <table className="w-full border-collapse text-sm">
        <thead className="border-line border-b text-faint text-xs">
          <tr>
            <th scope="col" className={head}>
              {t("date")}
            </th>
            <th scope="col" className={`${head} max-xs:hidden`}>
              {t("number")}
            </th>
            <th scope="col" className={`${head} max-xs:hidden`}>
              {t("status")}
            </th>
            <th scope="col" className={`${head} text-right`}>
              {t("amount")}
            </th>
            <th scope="col" className={head}>
              <span className="sr-only">{t("documents")}</span>
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {invoices.map((invoice) => (
            <Row key={invoice.id} invoice={invoice} />
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function Row({ invoice }: { invoice: InvoiceView }) {
  const t = useTranslations("invoices");
  const { money, date } = useWords();
  const number = invoice.number ?? t("noNumber");
  const cell = "px-2 py-2 align-middle first:pl-5 last:pr-3";
  return (
    <tr>
      <td className={`${cell} font-medium`}>
        <span className="whitespace-nowrap">{date(invoice.created, "dayShort")}</span>
        <span className="block font-normal text-faint text-xs xs:hidden">{number}</span>
      </td>
      <td className={`${cell} text-soft tabular-nums max-xs:hidden`}>{number}</td>
      <td className={`${cell} max-xs:hidden`}>
        <InvoiceStatusPill invoice={invoice} />
      </td>
      <td className={`${cell} whitespace-nowrap text-right font-medium tabular-nums`}>
        {money(invoice.total)}
        <span className="mt-0.5 block xs:hidden">
          <InvoiceStatusPill invoice={invoice} />
        </span>
      </td>
      <td className={cell}>
        <InvoiceDocuments invoice={invoice} />
      </td>
    </tr>
  );
}
