import { symbols } from "pino";
import { expect, it, vi } from "vitest";
import { pinEnv } from "@/scripts/testing/pin-env";
import { log } from "./log";

it("tells what caused an error, also one of the platform's, and no secret of it", () => {
  pinEnv({ LOG_LEVEL: "info" });
  const lines: string[] = [];
  const stream: { write: (line: string) => void } = Reflect.get(log(), symbols.streamSym);
  vi.spyOn(stream, "write").mockImplementation((line) => {
    lines.push(line);
  });
  log().info({ cause: new DOMException("gave up", "AbortError") }, "one");
  log().info({ cause: Object.assign(new Error("refused"), { secretKey: "sk_1" }) }, "two");
  expect(lines[0]).toContain("AbortError: gave up");
  expect(lines[1]).toContain("refused");
  expect(lines[1]).not.toContain("sk_1");
});
