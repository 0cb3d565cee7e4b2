import { fileURLToPath } from "node:url";

/** What the host page loads; made from lib/embed, so it is not in the repository. */
export const embedFile = "public/embed.js";

/** Bundles lib/embed for other people's pages: browsers of the last five years, nothing but itself. */
export async function buildEmbed() {
  // Only here: when `npm start` begins, nothing is installed yet.
  const { build } = await import("esbuild");
  await build({
    absWorkingDir: fileURLToPath(new URL("../..", import.meta.url)),
    entryPoints: ["lib/embed/loader.ts"],
    outfile: embedFile,
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2020",
    legalComments: "none",
    logLevel: "warning",
  });
}
