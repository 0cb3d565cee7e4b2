import type { Route } from "next";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import { cx } from "@/components/ui/cx";

export type DemoMail = {
  readonly id: string;
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly ageSeconds: number;
};

/** A mail is a stranger's page: no scripts, no origin of its own; its links open in a new tab by a click. */
const sandbox =
  "allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";

/** One mail as a mail program shows it, or its plain text. */
export function MailView({ mail, isText }: { readonly mail: DemoMail; readonly isText: boolean }) {
  const { id, to, from, subject, html, text } = mail;
  return (
    <article aria-labelledby="subject" className="min-w-0">
      <p className="frame:hidden">
        <Link href={"/mailbox" as Route} className="inline-flex min-h-11 items-center underline">
          All mail
        </Link>
      </p>
      <h2 id="subject" className="font-semibold text-xl tracking-tight">
        {subject}
      </h2>
      <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-sm">
        <dt className="text-faint">From</dt>
        <dd className="text-soft">{from}</dd>
        <dt className="text-faint">To</dt>
        <dd className="text-soft">{to}</dd>
      </dl>
      <p className="mt-3 flex gap-2">
        <ViewLink href={`/mailbox/${id}`} isOn={!isText} label="As it looks" />
        <ViewLink href={`/mailbox/${id}?view=text`} isOn={isText} label="Plain text" />
      </p>
      <Card className="mt-3 overflow-hidden">
        {isText ? (
          <pre className="whitespace-pre-wrap break-words px-5 py-5 font-mono text-sm">{text}</pre>
        ) : (
          <iframe
            title={`The mail “${subject}”`}
            sandbox={sandbox}
            srcDoc={withNewTabs(html)}
            className="block h-[44rem] w-full"
          />
        )}
      </Card>
    </article>
  );
}

function ViewLink({ href, isOn, label }: { href: string; isOn: boolean; label: string }) {
  return (
    <Link
      href={href as Route}
      prefetch={false}
      aria-current={isOn ? "true" : undefined}
      className={cx(
        "inline-flex min-h-11 items-center rounded-lg px-3 text-sm",
        isOn ? "bg-sunken font-medium text-ink" : "text-soft hover:text-ink",
      )}
    >
      {label}
    </Link>
  );
}

function withNewTabs(html: string): string {
  return html.replace("<head>", '<head><base target="_blank"/>');
}
