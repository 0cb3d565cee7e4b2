"use client";

import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl/react";
import { EmptyCard } from "@/components/ui/card";
import { LinkIcon } from "@/components/ui/link-icon";
import type { PortalView } from "@/lib/portal/view";
import { Section } from "../home/section";
import { invoicesPath } from "../paths";
import { usePortal } from "../portal-context";
import { InvoiceTable } from "./invoice-table";

const shown = 5;

type Props = { readonly invoices: NonNullable<PortalView["invoices"]> };

/** The newest invoices, and the way to all of them. */
export function InvoiceSection({ invoices }: Props) {
  const { frame } = usePortal();
  const t = useTranslations("invoices");
  const { list, hasMore } = invoices;
  return (
    <Section id="invoices" heading={t("heading")}>
      {list.length === 0 ? (
        <EmptyCard title={t("empty")} hint={t("emptyHint")} />
      ) : (
        <InvoiceTable invoices={list.slice(0, shown)} />
      )}
      {(list.length > shown || hasMore) && (
        <Link
          href={invoicesPath(frame.base)}
          prefetch={false}
          className="mt-2 inline-flex min-h-11 items-center gap-1.5 font-medium text-accent-text text-sm hover:underline"
        >
          {t("showAll")}
          <LinkIcon icon={ArrowRight} />
        </Link>
      )}
    </Section>
  );
}
