import type { Route } from "next";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import { cx } from "@/components/ui/cx";
import type { DemoMail } from "./mail-view";

/** One row for each mail: to whom, what, when. */
export function MailList({
  mails,
  open,
}: {
  readonly mails: readonly DemoMail[];
  readonly open: string | null;
}) {
  return (
    <Card className="overflow-hidden">
      <ul className="divide-y divide-line">
        {mails.map(({ id, to, subject, ageSeconds }) => (
          <li key={id}>
            <Link
              href={`/mailbox/${id}` as Route}
              prefetch={false}
              aria-current={id === open ? "page" : undefined}
              className={cx(
                "block min-h-11 px-5 py-3 -outline-offset-2 hover:bg-sunken",
                id === open && "bg-sunken",
              )}
            >
              <span className="flex items-baseline justify-between gap-3">
                <span className="truncate text-sm text-soft">{to}</span>
                <span className="shrink-0 text-faint text-sm">{describeAge(ageSeconds)}</span>
              </span>
              <span className="mt-0.5 line-clamp-2 font-medium">{subject}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function describeAge(seconds: number): string {
  if (seconds < 60) return "just now";
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86_400)} d ago`;
}
