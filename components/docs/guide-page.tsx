import type { Token } from "marked";
import { DocsFrame } from "./docs-frame";
import { Markdown } from "./markdown";

type Props = {
  readonly guide: {
    readonly title: string;
    readonly tokens: readonly Token[];
    readonly slugs: ReadonlySet<string>;
  };
};

/** One guide of the folder docs/guides. */
export function GuidePage({ guide: { title, tokens, slugs } }: Props) {
  return (
    <DocsFrame at={null} title={title}>
      <article>
        <Markdown tokens={tokens} slugs={slugs} />
      </article>
    </DocsFrame>
  );
}
