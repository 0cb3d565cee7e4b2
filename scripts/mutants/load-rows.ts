import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, relative } from "node:path";
import { build } from "esbuild";
import fc from "fast-check";
import { expect } from "vitest";
import { type Mutant, mutateSource } from "./mutate-source";

/** A test as it was written, with the names of what it stands in. */
export type Row = { readonly name: string; readonly run: () => void };

type Body = (...given: unknown[]) => unknown;

/** Tests that are no rows: what they say of a rule they say by taking it out themselves. */
const noRows = /^no rule is there for nothing/;

/**
 * Every module of `folder` that `roots` are made of, with its rules ready to be taken out, and every unit test of
 * `folder` upon them. Properties are asked nothing: what counts is what was written down by hand.
 */
export async function loadRows(folder: string, roots: readonly string[], switchboard: Switchboard) {
  const modules = await listModules(folder, roots);
  const sources = new Map<string, string>();
  const mutants: Mutant[] = [];
  for (const file of modules) {
    const mutated = mutateSource(file, readFileSync(file, "utf8"), mutants.length);
    sources.set(file, mutated.text);
    mutants.push(...mutated.mutants);
  }
  const code = await bundle(listTests(folder), sources);
  return { mutants, rows: collect(code, switchboard) };
}

/** What a mutated source asks whether it is taken out. */
export type Switchboard = (id: number) => boolean;

async function listModules(folder: string, roots: readonly string[]): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: roots.map((root) => `${folder}/${root}`),
    bundle: true,
    write: false,
    metafile: true,
    packages: "external",
    outdir: "unused",
  });
  return Object.keys(metafile.inputs).filter((file) => file.startsWith(`${folder}/`));
}

function listTests(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts") && !file.endsWith(".property.test.ts"))
    .map((file) => `./${folder}/${file}`)
    .toSorted();
}

async function bundle(tests: readonly string[], sources: ReadonlyMap<string, string>) {
  const { outputFiles } = await build({
    stdin: {
      contents: tests.map((file) => `import "${file}";`).join("\n"),
      resolveDir: process.cwd(),
    },
    bundle: true,
    write: false,
    format: "cjs",
    platform: "node",
    packages: "external",
    plugins: [
      {
        name: "mutated sources",
        setup({ onLoad }) {
          onLoad({ filter: /\.ts$/ }, ({ path }) => {
            const contents = sources.get(relative(process.cwd(), path).replaceAll("\\", "/"));
            return contents === undefined
              ? null
              : { contents, loader: "ts", resolveDir: dirname(path) };
          });
        },
      },
    ],
  });
  return outputFiles[0]?.text ?? "";
}

/** Runs the bundle with a `describe` and an `it` that only write down what they are given. */
function collect(code: string, switchboard: Switchboard): Row[] {
  const rows: Row[] = [];
  const path: string[] = [];
  const describe = (name: string, body: Body, ...given: unknown[]) => {
    path.push(name);
    body(...given);
    path.pop();
  };
  const it = (name: string, body: Body, ...given: unknown[]) => {
    if (path.some((part) => noRows.test(part))) return;
    const run = () => {
      if (body(...given) instanceof Promise) throw new Error(`"${name}" would have to be awaited.`);
    };
    rows.push({ name: [...path, name].join(" > "), run });
  };
  const parts: Readonly<Record<string, unknown>> = {
    vitest: { describe: withEach(describe), it: withEach(it), expect },
    "fast-check": { ...fc, default: { ...fc, assert: () => undefined }, __esModule: true },
  };
  const fromHere = createRequire(import.meta.url);
  const load = (name: string): unknown => parts[name] ?? fromHere(name);
  new Function("require", "module", "__mutant", code)(load, { exports: {} }, switchboard);
  return rows;
}

type Declare = (name: string, body: Body, ...given: unknown[]) => void;

/** `each` as far as it is used: a table of lists, or of single things. */
function withEach(declare: Declare) {
  const each = (table: readonly unknown[]) => (name: string, body: Body) => {
    const lists = table.every((given) => Array.isArray(given)) ? table : table.map((one) => [one]);
    lists.forEach((given, index) => {
      declare(`${name} (${index})`, body, ...given);
    });
  };
  return Object.assign(declare, { each });
}
