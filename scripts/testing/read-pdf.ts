import { inflateSync } from "node:zlib";

/** The text of a PDF that pdfkit wrote, line by line: what its pages say, without their look. */
export function readPdf(file: Uint8Array): string {
  const source = Buffer.from(file).toString("latin1");
  const streams = Array.from(source.matchAll(/stream\r?\n([\s\S]*?)endstream/g), ([, body = ""]) =>
    inflate(Buffer.from(body, "latin1")),
  );
  return streams.flatMap(readLines).join("\n");
}

function inflate(body: Buffer): string {
  try {
    return inflateSync(body).toString("latin1");
  } catch {
    return "";
  }
}

/** Text is shown by `[<hex> kerning <hex>] TJ`: one operator for each piece of a line. */
function readLines(content: string): string[] {
  const shown = Array.from(content.matchAll(/\[([^\]]*)\]\s*TJ/g), ([, pieces = ""]) =>
    Array.from(pieces.matchAll(/<([0-9a-fA-F]*)>/g), ([, hex = ""]) =>
      Buffer.from(hex, "hex").toString("latin1"),
    ).join(""),
  );
  return shown;
}
