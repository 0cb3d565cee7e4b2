import type { Route } from "next";
import Link from "next/link";
import { DocsFrame } from "./docs-frame";
import { WithCode } from "./with-code";

type Guide = { readonly slug: string; readonly title: string; readonly purpose: string };

const references = [
  {
    href: "/docs/api",
    title: "API reference",
    purpose: "Every operation of `/v1`, its parameters, its answer.",
  },
  {
    href: "/docs/errors",
    title: "Errors",
    purpose: "Every code that an answer may carry, and what to do about it.",
  },
  {
    href: "/v1/openapi.json",
    title: "OpenAPI document",
    purpose: "The reference for machines: OpenAPI 3.1.",
  },
  {
    href: "/types/portico.d.ts",
    title: "Types for Stripe's SDK",
    purpose: "Adds our `portico` parameter to the types of the package `stripe`.",
  },
];

/** Where the documentation begins: the guides, the references, and what each is for. */
export function IndexPage({ guides }: { readonly guides: readonly Guide[] }) {
  const entries = guides.map(({ slug, ...said }) => ({ ...said, href: `/docs/guides/${slug}` }));
  return (
    <DocsFrame at="/docs" title="Guides">
      <h1 className="font-semibold text-3xl leading-tight tracking-tight">Documentation</h1>
      <p className="mt-3 max-w-2xl text-base text-soft">
        Portico is a billing portal over the Stripe account you already have. These pages come with
        this very installation.
      </p>
      <div className="mt-10 grid gap-x-12 gap-y-10 frame:grid-cols-2">
        <Entries heading="Guides" entries={entries} />
        <Entries heading="Reference" entries={references} />
      </div>
    </DocsFrame>
  );
}

type Entry = { readonly href: string; readonly title: string; readonly purpose: string };

function Entries({ heading, entries }: { heading: string; entries: readonly Entry[] }) {
  return (
    <section aria-label={heading}>
      <h2 className="font-semibold text-lg tracking-tight">{heading}</h2>
      <ul className="mt-3 divide-y divide-line border-line border-y">
        {entries.map(({ href, title, purpose }) => (
          <li key={href}>
            <Link
              href={href as Route}
              prefetch={false}
              className="group block min-h-11 rounded-lg py-3"
            >
              <span className="font-medium group-hover:underline">{title}</span>
              <span className="mt-0.5 block text-soft">
                <WithCode text={purpose} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
