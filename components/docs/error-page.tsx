import type { ReactNode } from "react";
import { CodeBlock } from "./code";
import { DocsFrame } from "./docs-frame";
import { WithCode } from "./with-code";

type Props = {
  readonly error: {
    readonly code: string;
    readonly status: number;
    readonly means: string;
    readonly remedy: string;
  };
  /** An answer with it, as JSON. */
  readonly example: object;
};

/** One code: what it means, what to do, what an answer with it looks like. */
export function ErrorPage({ error: { code, status, means, remedy }, example }: Props) {
  return (
    <DocsFrame at="/docs/errors" title={code}>
      <div className="max-w-3xl">
        <p className="text-soft">Status {status}</p>
        <h1 className="mt-1 wrap-anywhere font-mono font-semibold text-2xl tracking-tight">
          {code}
        </h1>
        <Part heading="What it means">
          <WithCode text={means} />
        </Part>
        <Part heading="What to do">
          <WithCode text={remedy} />
        </Part>
        <section aria-labelledby="example" className="mt-8">
          <h2 id="example" className="mb-3 font-semibold text-lg tracking-tight">
            An answer with it
          </h2>
          <CodeBlock text={JSON.stringify(example, null, 2)} />
        </section>
      </div>
    </DocsFrame>
  );
}

function Part({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <section aria-label={heading} className="mt-8">
      <h2 className="font-semibold text-lg tracking-tight">{heading}</h2>
      <p className="mt-1 text-base">{children}</p>
    </section>
  );
}
