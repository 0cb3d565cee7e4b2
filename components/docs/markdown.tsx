import type { MarkedToken, Token, Tokens } from "marked";
import type { ReactNode } from "react";
import { Code, CodeBlock } from "./code";
import { DataTable } from "./data-table";
import { DocLink } from "./doc-link";
import { numbered } from "./numbered";

type Props = { readonly tokens: readonly Token[]; readonly slugs: ReadonlySet<string> };

/** A guide's Markdown as elements. Raw HTML and images are not drawn: our guides need none. */
export function Markdown({ tokens, slugs }: Props) {
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      {numbered(tokens).map(({ item, key }) => (
        <Block key={key} token={item} slugs={slugs} />
      ))}
    </div>
  );
}

function Block({ token, slugs }: { readonly token: Token; readonly slugs: Props["slugs"] }) {
  const inline = (tokens: readonly Token[] = []) => <Inline tokens={tokens} slugs={slugs} />;
  const draw = token as MarkedToken;
  switch (draw.type) {
    case "heading":
      return <Heading depth={draw.depth} text={draw.text} content={inline(draw.tokens)} />;
    case "paragraph":
      return <p>{inline(draw.tokens)}</p>;
    case "text":
      return draw.tokens === undefined ? draw.text : inline(draw.tokens);
    case "code":
      return <CodeBlock text={draw.text} />;
    case "list":
      return <List list={draw} slugs={slugs} />;
    case "table":
      return <Table table={draw} inline={inline} />;
    case "blockquote":
      return (
        <blockquote className="border-line border-l-2 pl-4 text-soft">
          <Markdown tokens={draw.tokens} slugs={slugs} />
        </blockquote>
      );
    case "hr":
      return <hr className="border-line" />;
    default:
      return null;
  }
}

type HeadingProps = { readonly depth: number; readonly text: string; readonly content: ReactNode };

/** With an id, so that a link can lead to it. */
function Heading({ depth, text, content }: HeadingProps) {
  const id = text
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, "")
    .replaceAll(/\s+/g, "-");
  if (depth === 1) {
    return <h1 className="mb-2 font-semibold text-3xl leading-tight tracking-tight">{content}</h1>;
  }
  if (depth === 2) {
    return (
      <h2 id={id} className="mt-6 scroll-mt-6 font-semibold text-xl tracking-tight">
        {content}
      </h2>
    );
  }
  return (
    <h3 id={id} className="mt-3 scroll-mt-6 font-semibold">
      {content}
    </h3>
  );
}

function List({ list, slugs }: { readonly list: Tokens.List; readonly slugs: Props["slugs"] }) {
  const items = numbered(list.items).map(({ item, key }) => (
    <li key={key} className="pl-1">
      {numbered<Token>(item.tokens).map(({ item: part, key: place }) => (
        <Block key={place} token={part} slugs={slugs} />
      ))}
    </li>
  ));
  return list.ordered ? (
    <ol className="ml-5 flex list-decimal flex-col gap-1.5">{items}</ol>
  ) : (
    <ul className="ml-5 flex list-disc flex-col gap-1.5">{items}</ul>
  );
}

type TableProps = {
  readonly table: Tokens.Table;
  readonly inline: (tokens: readonly Token[]) => ReactNode;
};

function Table({ table, inline }: TableProps) {
  return (
    <DataTable
      label={table.header.map(({ text }) => text).join(", ")}
      head={table.header.map(({ tokens }) => inline(tokens))}
      rows={numbered(table.rows).map(({ item, key }) => ({
        key,
        cells: item.map(({ tokens }) => inline(tokens)),
      }))}
    />
  );
}

function Inline({ tokens, slugs }: Props): ReactNode {
  return numbered(tokens).map(({ item, key }) => (
    <InlinePart key={key} token={item} slugs={slugs} />
  ));
}

function InlinePart({ token, slugs }: { readonly token: Token; readonly slugs: Props["slugs"] }) {
  const draw = token as MarkedToken;
  switch (draw.type) {
    case "strong":
      return (
        <strong className="font-semibold">
          <Inline tokens={draw.tokens} slugs={slugs} />
        </strong>
      );
    case "em":
      return (
        <em>
          <Inline tokens={draw.tokens} slugs={slugs} />
        </em>
      );
    case "codespan":
      return <Code>{draw.text}</Code>;
    case "link":
      return (
        <DocLink href={draw.href} slugs={slugs}>
          <Inline tokens={draw.tokens} slugs={slugs} />
        </DocLink>
      );
    case "br":
      return <br />;
    case "text":
    case "escape":
      return draw.text;
    default:
      return null;
  }
}
