import { existsSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

/** Bytes of JavaScript, gzipped, that a page names in its HTML. */
export async function measureFirstLoad(
  url: string,
  headers: Record<string, string>,
): Promise<number> {
  const html = await (await fetch(url, { headers })).text();
  const scripts = new Set(html.match(/\/_next\/static\/[^"'\\ ]+?\.js/g));
  let bytes = 0;
  for (const path of scripts) {
    const response = await fetch(new URL(path, url));
    if (response.status !== 200) throw new Error(`${path} answers ${response.status}`);
    bytes += gzipSync(Buffer.from(await response.arrayBuffer())).length;
  }
  return bytes;
}

/** Bytes of public/embed.js, gzipped; null while there is none. */
export function measureEmbed(): number | null {
  const file = "public/embed.js";
  return existsSync(file) ? gzipSync(readFileSync(file)).length : null;
}
