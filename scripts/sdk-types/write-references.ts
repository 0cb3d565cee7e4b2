// `node --import tsx scripts/sdk-types/write-references.ts [--check]`: where Stripe's objects name others,
// as the installed SDK says. With --check it only says whether the file is as it would be written.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { deriveReferences, type References } from "./derive-references";
import { loadSdkTypes } from "./load-sdk-types";

const file = "lib/sandbox/protocol/references.generated.ts";

function print(references: References): string {
  const sorted = Object.fromEntries(
    Object.entries(references)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([type, paths]) => [type, Object.fromEntries(Object.entries(paths).sort())]),
  );
  return format(`// Written by scripts/sdk-types/write-references.ts from the SDK's types.

/** By object type and dotted path: the types of the objects that the ids there may name. */
export const sdkReferences: {
  readonly [type: string]: { readonly [path: string]: readonly string[] };
} = ${JSON.stringify(sorted)};
`);
}

function format(source: string): string {
  const biome = ["node_modules/@biomejs/biome/bin/biome", "format", `--stdin-file-path=${file}`];
  const { status, stdout, stderr } = spawnSync(process.execPath, biome, {
    input: source,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

const wanted = print(deriveReferences(await loadSdkTypes()));
if (!process.argv.includes("--check")) writeFileSync(file, wanted);
else if (readFileSync(file, "utf8") !== wanted) {
  console.error(
    `${file} is not what the SDK says: node --import tsx scripts/sdk-types/write-references.ts`,
  );
  process.exitCode = 1;
}
