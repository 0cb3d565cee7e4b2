"use client";

import { ChevronDown } from "lucide-react";
import { useId, useRef, useState } from "react";
import { cx } from "@/components/ui/cx";
import type { SubscriptionView } from "@/lib/portal/view";
import { HorizonLine } from "./horizon-line";
import { StatusPill } from "./status-pill";
import { SubscriptionDetails } from "./subscription-details";

type Props = { readonly subscription: SubscriptionView };

/** One of many subscriptions: a line that opens into everything a card shows. */
export function SubscriptionRow({ subscription }: Props) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const title = useRef<HTMLButtonElement>(null);
  const { name, horizon } = subscription;
  return (
    <div>
      <h3>
        <button
          id={id}
          ref={title}
          type="button"
          aria-expanded={open}
          aria-controls={`${id}-details`}
          onClick={() => setOpen(!open)}
          className="flex min-h-14 w-full cursor-pointer items-center gap-3 px-5 py-2.5 text-left -outline-offset-2 hover:bg-sunken"
        >
          <span className="min-w-0 flex-1">
            <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
              <span className="min-w-0 font-medium wrap-anywhere">{name}</span>
              <StatusPill subscription={subscription} />
            </span>
            {!open && horizon.kind !== "unknown" && (
              <span className="mt-0.5 block text-sm text-soft">
                <HorizonLine horizon={horizon} />
              </span>
            )}
          </span>
          <ChevronDown
            aria-hidden="true"
            className={cx("size-4 shrink-0 text-faint", open && "rotate-180")}
          />
        </button>
      </h3>
      <div id={`${id}-details`} hidden={!open} className="px-5 pt-1 pb-5">
        {open && (
          <SubscriptionDetails
            subscription={subscription}
            titleId={id}
            onUndone={() => title.current?.focus()}
          />
        )}
      </div>
    </div>
  );
}
