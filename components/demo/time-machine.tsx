"use client";

import { type SubmitEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import type { DemoCustomer } from "./customer-card";

/** The sandbox's time in unix seconds, and by how much it is ahead of everybody else's. */
export type DemoTime = { readonly now: number; readonly aheadSeconds: number };
/** What the last press of a button came to. */
export type Moved = { readonly step: string; readonly customer: string };

type Props = {
  readonly time: DemoTime;
  readonly customers: readonly DemoCustomer[];
  readonly moved: Moved | null;
};

const perCustomer = new Set(["renewal", "decline", "nothing"]);
/** Nothing has happened. */
const idle = new Set(["nothing", "already"]);
const day = 86_400;

/** Lets a stranger see renewals, ended trials and failed payments without waiting for them. */
export function TimeMachine({ time, customers, moved }: Props) {
  const { pending, submit } = usePending();
  const chosen = customers.find(({ key }) => key === moved?.customer) ?? customers[0];
  const button = (step: string, label: string) => (
    <Button
      type="submit"
      name="step"
      value={step}
      busy={pending === step}
      inactive={pending !== null}
      className="max-xs:grow"
    >
      {label}
    </Button>
  );
  return (
    <section aria-labelledby="time" className="mt-14">
      <h2 id="time" className="font-semibold text-lg tracking-tight">
        Or let time pass
      </h2>
      <p className="mt-1 text-soft">
        In this sandbox it is{" "}
        <strong className="font-medium text-ink">{formatDay(time.now)}</strong>
        {describeAhead(time.aheadSeconds)}. What falls due on the way happens: renewals, ends of
        trials, failed payments.
      </p>
      <Card className="mt-5 px-5 py-5">
        {moved !== null && <Result moved={moved} customer={chosen} />}
        <form method="post" action="/demo/time" onSubmit={submit}>
          <input type="hidden" name="ahead" value={time.aheadSeconds} />
          <div className="flex flex-wrap gap-3">
            {button("day", "+1 day")}
            {button("month", "+1 month")}
          </div>
          <label htmlFor="time-customer" className="mt-6 block font-medium text-sm">
            For one customer
          </label>
          <div className="mt-2 flex flex-wrap gap-3">
            <Select
              id="time-customer"
              name="customer"
              key={chosen?.key}
              defaultValue={chosen?.key}
              className="min-w-0 grow basis-64"
            >
              {customers.map(({ key, name, email }) => (
                <option key={key} value={key}>
                  {`${name} (${email})`}
                </option>
              ))}
            </Select>
            {button("renewal", "To the next renewal")}
            {button("decline", "Fail the next payment")}
          </div>
        </form>
      </Card>
    </section>
  );
}

/** Which button was pressed, until the next page is there. */
function usePending() {
  const [pending, setPending] = useState<string | null>(null);
  useEffect(() => {
    const rest = () => setPending(null);
    // A page that comes back from the browser's memory must not wait for ever.
    window.addEventListener("pageshow", rest);
    return () => window.removeEventListener("pageshow", rest);
  }, []);
  const submit = ({ nativeEvent: { submitter } }: SubmitEvent<HTMLFormElement>) =>
    setPending(submitter instanceof HTMLButtonElement ? submitter.value : null);
  return { pending, submit };
}

type ResultProps = { readonly moved: Moved; readonly customer: DemoCustomer | undefined };

/**
 * What came of the press, read out first; a reload does not tell it again. The address leads here, too: going
 * to a fragment, the browser would else take the focus away again.
 */
function Result({ moved: { step }, customer }: ResultProps) {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    line.current?.focus({ preventScroll: true });
    window.history.replaceState(null, "", "/demo#moved");
  }, []);
  const told = tell(step, customer?.name ?? "");
  if (told === null) return null;
  const ofOne = customer !== undefined && perCustomer.has(step);
  return (
    <div
      ref={line}
      id="moved"
      tabIndex={-1}
      role="status"
      className="mb-5 scroll-mt-48 outline-none"
    >
      <Notice tone={idle.has(step) ? "plain" : "good"}>
        {told}
        {ofOne && (
          <form method="post" action="/demo/open" className="mt-2">
            <input type="hidden" name="customer" value={customer.key} />
            <Button type="submit">{`Open ${customer.name}'s portal`}</Button>
          </form>
        )}
      </Notice>
    </div>
  );
}

function tell(step: string, name: string): string | null {
  switch (step) {
    case "day":
      return "A day has passed.";
    case "month":
      return "A month has passed.";
    case "renewal":
      return `${name}'s next renewal has come.`;
    case "decline":
      return `${name}'s next payment will be declined, whenever it comes.`;
    case "nothing":
      return `Nothing of ${name}'s renews, so no time has passed.`;
    case "already":
      return "Time had moved on already, so nothing more was done.";
    default:
      return null;
  }
}

function describeAhead(seconds: number): string {
  const days = Math.round(seconds / day);
  if (days === 0) return "";
  return `, ${days} ${days === 1 ? "day" : "days"} ahead`;
}

/** In UTC, so that the server and every browser say the same. */
function formatDay(time: number): string {
  const format = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeZone: "UTC" });
  return format.format(time * 1000);
}
