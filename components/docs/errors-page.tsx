import type { Route } from "next";
import Link from "next/link";
import { Code } from "./code";
import { DataTable } from "./data-table";
import { DocsFrame } from "./docs-frame";
import { WithCode } from "./with-code";

type Told = {
  readonly code: string;
  readonly status: number;
  readonly means: string;
  readonly doors: readonly string[];
};

/** All codes, those that a server meets first. */
export function ErrorsPage({ errors }: { readonly errors: readonly Told[] }) {
  const isServers = ({ doors }: Told) => doors.includes("api");
  return (
    <DocsFrame at="/docs/errors" title="Errors">
      <h1 className="font-semibold text-3xl leading-tight tracking-tight">Errors</h1>
      <p className="mt-3 max-w-2xl text-base text-soft">
        Every answer that is no success has a <Code>code</Code>. It stays what it is; the message
        beside it may be worded better one day. <Code>doc_url</Code> leads to its page.
      </p>
      <Group heading="At the API" errors={errors.filter(isServers)} />
      <Group
        heading="In the portal and the dashboard"
        errors={errors.filter((one) => !isServers(one))}
      />
    </DocsFrame>
  );
}

function Group({ heading, errors }: { heading: string; errors: readonly Told[] }) {
  return (
    <section aria-label={heading} className="mt-10">
      <h2 className="mb-3 font-semibold text-lg tracking-tight">{heading}</h2>
      <DataTable
        label={heading}
        head={["Code", "Status", "Meaning"]}
        rows={errors.map(({ code, status, means }) => ({
          key: code,
          cells: [
            <ErrorLink key="code" code={code} />,
            status,
            <WithCode key="text" text={means} />,
          ],
        }))}
      />
    </section>
  );
}

function ErrorLink({ code }: { readonly code: string }) {
  return (
    <Link
      href={`/docs/errors/${code}` as Route}
      prefetch={false}
      className="font-mono text-[0.8125rem] text-accent-text underline underline-offset-2"
    >
      {code}
    </Link>
  );
}
