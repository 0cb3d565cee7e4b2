"use client";

import Form from "next/form";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { TextInput } from "@/components/ui/text-input";
import type { SessionFilter } from "@/lib/sessions/session-filter";
import { sessionsPath } from "./session-paths";

type Props = { readonly segment: string; readonly filter: SessionFilter };

const choices = [
  { state: "all", text: "All" },
  { state: "active", text: "Active now" },
] as const;

/** Narrows the list, in the address: what is found can be linked to. */
export function SessionFilters({ segment, filter }: Props) {
  const { state, customer } = filter;
  return (
    <div className="mb-4 flex flex-wrap items-center gap-3">
      <ul aria-label="State" className="flex rounded-lg bg-sunken p-1 font-medium text-sm">
        {choices.map((choice) => (
          <li key={choice.state}>
            <Link
              href={sessionsPath(segment, { state: choice.state, customer })}
              prefetch={false}
              aria-current={choice.state === state ? "true" : undefined}
              className={cx(
                "inline-flex min-h-11 items-center rounded-md px-3.5 pointer-fine:min-h-8",
                choice.state === state ? "bg-raised shadow-card" : "text-soft hover:text-ink",
              )}
            >
              {choice.text}
            </Link>
          </li>
        ))}
      </ul>
      <Form
        action={sessionsPath(segment)}
        prefetch={false}
        role="search"
        className="flex min-w-0 flex-1 basis-64 gap-2 frame:max-w-96"
      >
        {state === "active" && <input type="hidden" name="state" value={state} />}
        <TextInput
          name="customer"
          aria-label="Customer id"
          defaultValue={customer ?? ""}
          placeholder="Customer id, cus_…"
          pattern="cus_[A-Za-z0-9_]+"
          title="A Stripe customer id: cus_…"
          autoComplete="off"
          spellCheck={false}
          className="min-w-0"
        />
        <Button type="submit">Find</Button>
      </Form>
    </div>
  );
}
