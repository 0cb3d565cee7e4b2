import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { Mark } from "@/components/ui/mark";

const places = [
  { href: "/docs", text: "Guides" },
  { href: "/docs/api", text: "API reference" },
  { href: "/docs/errors", text: "Errors" },
] as const;

type Props = {
  /** Which of the places in the header this page is; null: it lies below one. */
  readonly at: (typeof places)[number]["href"] | null;
  readonly title: string;
  readonly children: ReactNode;
};

/** What every page of the documentation has around it. */
export function DocsFrame({ at, title, children }: Props) {
  // Swagger UI brings a main landmark of its own.
  const Content = at === "/docs/api" ? "div" : "main";
  return (
    <div className="mx-auto w-full max-w-5xl px-4 pt-4 pb-24 xs:px-8">
      <title>{`${title} · Portico docs`}</title>
      <header className="flex flex-wrap items-center justify-between gap-x-8 border-line border-b pb-3">
        <Link
          href={"/docs" as Route}
          prefetch={false}
          className="inline-flex min-h-11 items-center gap-3 font-semibold tracking-tight hover:underline"
        >
          <Mark />
          Portico docs
        </Link>
        <nav aria-label="Documentation" className="-mx-2 flex flex-wrap">
          {places.map(({ href, text }) => (
            <Link
              key={href}
              href={href as Route}
              prefetch={false}
              aria-current={href === at ? "page" : undefined}
              className={cx(
                "inline-flex min-h-11 items-center px-2 hover:underline",
                href === at ? "font-medium text-ink" : "text-soft",
              )}
            >
              {text}
            </Link>
          ))}
        </nav>
      </header>
      <Content className="pt-10">{children}</Content>
    </div>
  );
}
