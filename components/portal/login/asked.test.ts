import { describe, expect, it } from "vitest";
import { readAsked } from "./asked";
import { nowMs } from "./now-ms";

const email = "ada@example.com";
const written = (ageMs: number) => JSON.stringify({ email, atMs: nowMs() - ageMs });

describe("what a tab remembers of a mail that was asked for", () => {
  it("is the address and when, for as long as the mail is of use", () => {
    expect(readAsked(written(1000))).toMatchObject({ email });
    expect(readAsked(written(599_000))).toMatchObject({ email });
    expect(readAsked(written(600_000))).toBeNull();
    expect(readAsked(written(-60_000))).toBeNull();
  });

  it.each([[null], [""], ["{}"], ["null"], ['{"email":1,"atMs":2}'], ["<html>"]])(
    "is nothing when it is %j",
    (text) => {
      expect(readAsked(text)).toBeNull();
    },
  );
});
