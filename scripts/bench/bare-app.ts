import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const folder = "test-results/bench/bare";
const root = resolve(".");
const files: Record<string, string> = {
  "package.json": '{ "private": true, "type": "module" }',
  "next.config.mjs": `export default { turbopack: { root: ${JSON.stringify(root)} }, outputFileTracingRoot: ${JSON.stringify(root)} };`,
  "app/layout.js":
    'export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html>; }',
  "app/page.js":
    'export const dynamic = "force-dynamic";\nexport default function Page() { return <p>Bare</p>; }',
  "app/empty/route.js":
    "export async function POST(request) { await request.text(); return Response.json({}); }",
};

/**
 * Builds the yardstick: the least that Next can serve, a dynamic page with one paragraph and a handler that
 * reads its body. Gives its folder. It is no part of the product.
 */
export function buildBareApp(): string {
  rmSync(folder, { recursive: true, force: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const build = spawnSync(process.execPath, [resolve("node_modules/next/dist/bin/next"), "build"], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (build.status !== 0)
    throw new Error(`The bare app does not build:\n${build.stdout}${build.stderr}`);
  return folder;
}
