import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";

type Props = {
  readonly href: string;
  readonly slugs: ReadonlySet<string>;
  readonly children: ReactNode;
};

const style = "font-medium text-accent-text underline underline-offset-2";

/** A guide's link: to another guide, to the web, within the page. What is only in the repository is told as text. */
export function DocLink({ href, slugs, children }: Props) {
  if (/^https?:/.test(href) || href.startsWith("#")) {
    return (
      <a href={href} className={style}>
        {children}
      </a>
    );
  }
  const inside = findPlace(href, slugs);
  if (inside === null) return children;
  return (
    <Link href={inside as Route} prefetch={false} className={style}>
      {children}
    </Link>
  );
}

/** `../sandbox.md#time` → `/docs/guides/sandbox#time`; an address of our own as it is. */
function findPlace(href: string, slugs: ReadonlySet<string>): string | null {
  if (href.startsWith("/")) return href;
  const [, slug = "", anchor = ""] = /([^/]+)\.md(#.*)?$/.exec(href) ?? [];
  return slugs.has(slug) ? `/docs/guides/${slug}${anchor}` : null;
}
