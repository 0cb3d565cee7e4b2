import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";

const types = { esm: "public/types/portico.d.ts", cjs: "public/types/portico.cjs.d.ts" };
const strict = { noEmit: true, strict: true, target: ts.ScriptTarget.ES2023, types: ["node"] };

it("our types add `portico` to the SDK's, in a project of ES modules, and are the schemas' own", () => {
  const use = "scripts/portico-types/esm.mts";
  const options = {
    ...strict,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const program = ts.createProgram([use, types.esm], options);
  expect(faultsOf(program, [use, types.esm])).toEqual([]);
}, 60_000);

it("and in a project of CommonJS", () => {
  const files = new Map([
    ["package.json", "{}"],
    ["use.ts", readFileSync("scripts/portico-types/commonjs.cts", "utf8")],
    ["portico.d.ts", readFileSync(types.esm, "utf8")],
    ["portico.cjs.d.ts", readFileSync(types.cjs, "utf8")],
  ]);
  const options = { ...strict, module: ts.ModuleKind.Node16 };
  const sources = ["use.ts", "portico.cjs.d.ts"].map((name) => `${project}/${name}`);
  const program = ts.createProgram(sources, options, hostOf(files, options));
  expect(faultsOf(program, sources)).toEqual([]);
}, 60_000);

/** Where a project would be that has these files beside our node_modules. */
const project = "/project";

function hostOf(files: ReadonlyMap<string, string>, options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const own = (path: string) => files.get(path.slice(project.length + 1));
  const real = (path: string) =>
    path.startsWith(`${project}/node_modules`)
      ? join(process.cwd(), path.slice(project.length))
      : path;
  return {
    ...host,
    getCurrentDirectory: () => project,
    fileExists: (path) => own(path) !== undefined || ts.sys.fileExists(real(path)),
    readFile: (path) => own(path) ?? ts.sys.readFile(real(path)),
    directoryExists: (path) => path === project || ts.sys.directoryExists(real(path)),
    getDirectories: (path) => ts.sys.getDirectories(real(path)),
    realpath: (path) => path,
    getSourceFile: (path, settings) => {
      const text = own(path) ?? ts.sys.readFile(real(path));
      return text === undefined ? undefined : ts.createSourceFile(path, text, settings);
    },
  };
}

function faultsOf(program: ts.Program, files: readonly string[]): string[] {
  return files.flatMap((file) => {
    const source = program.getSourceFile(file) ?? program.getSourceFile(resolve(file));
    if (source === undefined) return [`${file} was not read`];
    return [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ].map(
      ({ messageText, start = 0 }) =>
        `${file}:${source.getLineAndCharacterOfPosition(start).line + 1} ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
    );
  });
}
