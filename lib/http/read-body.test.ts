import { describe, expect, it, vi } from "vitest";
import { readBody, readJson } from "./read-body";

const url = "http://localhost:3000/v1/billing_portal/sessions";
const tooLarge = expect.objectContaining({ code: "request_too_large", status: 413 });

function post(body: BodyInit, headers: Record<string, string> = {}): Request {
  // Node wants to be told that the answer may come before the body has ended.
  const init: RequestInit & { duplex: "half" } = { method: "POST", body, headers, duplex: "half" };
  return new Request(url, init);
}

/** A body without end, in pieces of 1 kB; `cancel` is told when nobody listens any more. */
function endless() {
  const cancel = vi.fn();
  const pull = vi.fn((controller: ReadableStreamDefaultController<Uint8Array>) => {
    controller.enqueue(new Uint8Array(1024));
  });
  return { stream: new ReadableStream<Uint8Array>({ pull, cancel }), pull, cancel };
}

describe("a body", () => {
  it("is read as UTF-8, also where a letter is torn between two pieces", async () => {
    const [first, second] = [new Uint8Array([0xc3]), new Uint8Array([0xa9])];
    const torn = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(first);
        controller.enqueue(second);
        controller.close();
      },
    });
    expect(await readBody(post(torn), 100)).toBe("é");
  });

  it("that is none is empty", async () => {
    expect(await readBody(new Request(url), 100)).toBe("");
  });

  it("may be as large as the limit, in bytes and not in letters", async () => {
    expect(await readBody(post("é".repeat(5)), 10)).toHaveLength(5);
    await expect(readBody(post("é".repeat(6)), 10)).rejects.toEqual(tooLarge);
  });

  it("that breaks off is refused, not a failure of ours", async () => {
    const torn = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new Error("aborted")),
    });
    await expect(readBody(post(torn), 100)).rejects.toMatchObject({ status: 400 });
  });

  it("that has not ended after ten seconds is given up, whatever was sent of it", async () => {
    const late = new AbortController();
    const timeout = vi.spyOn(AbortSignal, "timeout").mockReturnValue(late.signal);
    const slow = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new Uint8Array(1)),
    });
    const reading = readBody(post(slow), 100);
    late.abort();
    await expect(reading).rejects.toMatchObject({ code: "request_timeout", status: 408 });
    expect(timeout).toHaveBeenCalledWith(10_000);
    timeout.mockRestore();
  });

  it("that says it is too large is not read at all", async () => {
    const { stream, pull } = endless();
    await expect(readBody(post(stream, { "content-length": "1001" }), 1000)).rejects.toEqual(
      tooLarge,
    );
    expect(pull.mock.calls.length).toBeLessThanOrEqual(1);
  });

  it.each([undefined, "0", "5", "-1", "many", "1e2"])(
    "without end is given up at the limit, whatever Content-Length says: %s",
    async (length) => {
      const { stream, pull, cancel } = endless();
      const headers = length === undefined ? {} : { "content-length": length };
      await expect(readBody(post(stream, headers), 4096)).rejects.toEqual(tooLarge);
      expect(pull.mock.calls.length).toBeLessThanOrEqual(8);
      expect(cancel).toHaveBeenCalled();
    },
  );
});

describe("a JSON body", () => {
  it("is parsed", async () => {
    expect(await readJson(post('{"input":{"price":"price_1"}}'), 100)).toEqual({
      input: { price: "price_1" },
    });
  });

  it.each(["", "  \n"])("of nothing is an empty object: %j", async (text) => {
    expect(await readJson(post(text), 100)).toEqual({});
  });

  it.each(["{", "nonce=1", "{'a':1}", "NaN", "\0", '{"a":1}{"b":2}', "[".repeat(90)])(
    "that is none is a bad parameter: %j",
    async (text) => {
      await expect(readJson(post(text), 100)).rejects.toMatchObject({
        code: "parameter_invalid",
        message: "The body is not valid JSON.",
      });
    },
  );

  it("does not reach the prototype of anything", async () => {
    const body = await readJson(post('{"__proto__":{"isAdmin":true}}'), 100);
    expect(Object.keys(Object(body))).toEqual(["__proto__"]);
    expect({}).not.toHaveProperty("isAdmin");
  });

  it("that is too large is told so, not that it is broken", async () => {
    await expect(readJson(post("{".repeat(101)), 100)).rejects.toEqual(tooLarge);
  });
});
