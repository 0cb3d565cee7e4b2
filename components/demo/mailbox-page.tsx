import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { EmptyCard } from "@/components/ui/card";
import { cx } from "@/components/ui/cx";
import { Mark } from "@/components/ui/mark";
import { AutoRefresh } from "./auto-refresh";
import { MailList } from "./mail-list";
import type { DemoMail } from "./mail-view";

type Props = {
  readonly mails: readonly DemoMail[];
  /** With a mail server set, mail goes there instead. */
  readonly isForwarded: boolean;
  /** The id of the mail that is shown beside the list; on a phone, instead of it. */
  readonly open: string | null;
  readonly children?: ReactNode;
};

/** The demo's mailbox: every mail Portico would have sent, newest first. New ones appear by themselves. */
export function MailboxPage({ mails, isForwarded, open, children }: Props) {
  return (
    <main className="mx-auto w-full max-w-6xl px-4 pt-6 pb-16 xs:px-8">
      <AutoRefresh />
      <p className="font-semibold tracking-tight">
        <Link
          href={"/demo" as Route}
          className="inline-flex min-h-11 items-center gap-3 hover:underline"
        >
          <Mark />
          Portico demo
        </Link>
      </p>
      <div className={cx("mt-4", open !== null && "max-frame:hidden")}>
        <h1 className="font-semibold text-2xl tracking-tight">Mailbox</h1>
        <p className="mt-1 text-soft">
          {isForwarded
            ? "A mail server is set (EMAIL_SERVER): mail goes there, and nothing new comes here."
            : "Nothing leaves this computer: mail of the demo is kept here. New mail appears by itself."}
        </p>
      </div>
      <div className="mt-6 grid gap-6 frame:grid-cols-[22rem_minmax(0,1fr)]">
        <nav aria-label="Mails" className={cx(open !== null && "max-frame:hidden")}>
          {mails.length === 0 ? <Empty /> : <MailList mails={mails} open={open} />}
        </nav>
        {children ?? (mails.length > 0 && <Unopened />)}
      </div>
    </main>
  );
}

function Empty() {
  return (
    <EmptyCard
      title="No mail yet"
      hint="Ask for a link on a sign-in page: it arrives here in a second or two."
    />
  );
}

function Unopened() {
  return <p className="pt-4 text-center text-faint max-frame:hidden">Choose a mail to read it.</p>;
}
