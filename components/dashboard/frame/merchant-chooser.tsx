"use client";

import { Check, ChevronsUpDown } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { DropdownItem, DropdownMenu } from "@/components/ui/menu";
import type { DashboardFrameData } from "@/lib/http/dashboard/load-dashboard-frame";

type Props = { readonly frame: DashboardFrameData };

/** Whose dashboard this is; for a member of several merchants, the way to the others. */
export function MerchantChooser({ frame }: Props) {
  const { merchant, merchants, livemode } = frame;
  if (merchants.length < 2) {
    return (
      <p className="flex min-h-11 min-w-0 items-center gap-2.5 px-1 frame:px-2">
        <Initial name={merchant.name} />
        <span className="truncate font-semibold tracking-tight">{merchant.name}</span>
      </p>
    );
  }
  const trigger = (
    <button
      type="button"
      className="flex min-h-11 min-w-0 cursor-pointer items-center gap-2.5 rounded-lg px-1 text-left hover:bg-sunken frame:w-full frame:px-2"
    >
      <Initial name={merchant.name} />
      <span className="sr-only">Merchant:</span>
      <span className="truncate font-semibold tracking-tight">{merchant.name}</span>
      <ChevronsUpDown aria-hidden="true" className="ml-auto size-4 shrink-0 text-faint" />
    </button>
  );
  return (
    <DropdownMenu trigger={trigger}>
      {merchants.map(({ slug, name }) => (
        <DropdownItem key={slug}>
          <Link
            href={`/dashboard/${livemode ? slug : `test_${slug}`}` as Route}
            prefetch={false}
            aria-current={slug === merchant.slug ? "true" : undefined}
          >
            <Initial name={name} />
            <span className="truncate">{name}</span>
            {slug === merchant.slug && <Check aria-hidden="true" className="ml-auto size-4" />}
          </Link>
        </DropdownItem>
      ))}
    </DropdownMenu>
  );
}

function Initial({ name }: { name: string }) {
  return (
    <span
      aria-hidden="true"
      className="inline-flex size-7 shrink-0 items-center justify-center rounded-md bg-accent font-semibold text-accent-ink text-sm"
    >
      {Array.from(name)[0]?.toUpperCase()}
    </span>
  );
}
