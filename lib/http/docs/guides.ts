import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { lexer, type Token } from "marked";

export type Guide = {
  /** Its name in the address. */
  readonly slug: string;
  readonly title: string;
  /** Its first sentence, as Markdown. */
  readonly purpose: string;
};

export type ReadGuide = Guide & {
  /** The Markdown, taken apart. */
  readonly tokens: readonly Token[];
  /** Every guide there is: where a link leads that names another one's file. */
  readonly slugs: ReadonlySet<string>;
};

/** The order of the index; whatever is not named comes after. */
const order = [
  ...["opening-the-portal", "api", "signing-in-by-mail", "embedding", "dashboard", "webhooks"],
  ...["configurations", "members", "running", "configuration", "sandbox", "compatibility"],
];

/** Documents beside the folder of guides that are guides too. */
const others = ["docs/sandbox.md", "docs/compatibility.md"];

/** The guides that this installation was built with. */
export async function listGuides(): Promise<readonly Guide[]> {
  const files = await guideFiles();
  const guides = await Promise.all([...files].map(([slug, file]) => readGuide(slug, file)));
  return guides
    .map(({ slug, title, purpose }) => ({ slug, title, purpose }))
    .sort((a, b) => rank(a.slug) - rank(b.slug) || (a.slug < b.slug ? -1 : 1));
}

/** Null when there is no such guide. */
export async function findGuide(slug: string): Promise<ReadGuide | null> {
  const files = await guideFiles();
  const file = files.get(slug);
  if (file === undefined) return null;
  return { ...(await readGuide(slug, file)), slugs: new Set(files.keys()) };
}

/** The files by their names in the address: nothing else is ever read. */
async function guideFiles(): Promise<ReadonlyMap<string, string>> {
  const [guides, documents] = await Promise.all([readdir("docs/guides"), readdir("docs")]);
  const files = [
    ...guides.filter((name) => name.endsWith(".md")).map((name) => join("docs/guides", name)),
    ...others.filter((file) => documents.includes(basename(file))),
  ];
  return new Map(files.map((file) => [basename(file, ".md"), file]));
}

async function readGuide(slug: string, file: string) {
  const tokens: readonly Token[] = lexer(await readFile(file, "utf8"));
  const title = tokens.find(({ type }) => type === "heading");
  const opening = tokens.find(({ type }) => type === "paragraph");
  const text = textOf(opening).replaceAll("\n", " ");
  return { slug, tokens, title: textOf(title) || slug, purpose: firstSentence(text) };
}

function textOf(token: Token | undefined): string {
  return token !== undefined && "text" in token ? String(token.text) : "";
}

/** Without links and stress, which an index has no use for. */
function firstSentence(markdown: string): string {
  const plain = markdown.replaceAll(/\[([^\]]+)\]\([^)]+\)/g, "$1").replaceAll("**", "");
  return /^.*?[.:](?=\s|$)/.exec(plain)?.[0].replace(/:$/, ".") ?? plain;
}

function rank(slug: string): number {
  const place = order.indexOf(slug);
  return place === -1 ? order.length : place;
}
