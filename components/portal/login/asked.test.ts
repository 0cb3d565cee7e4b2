import { describe, expect, it } from "vitest";
import { readAsked } from "./asked";
import { nowMs } from "./now-ms";

const email = "ada@example.com";
const written = (ageMs: number) => `${Math.floor(nowMs() - ageMs)} ${email}`;

describe("what a tab remembers of a mail that was asked for", () => {
  it("is the address and when, for as long as the mail is of use", () => {
    expect(readAsked(written(1000))).toMatchObject({ email });
    expect(readAsked(written(599_000))).toMatchObject({ email });
    expect(readAsked(written(600_000))).toBeNull();
    expect(readAsked(written(-60_000))).toBeNull();
  });

  it.each([
    [null],
    [""],
    ["{}"],
    ["null"],
    ['{"email":"ada@example.com","atMs":2}'],
    ["1 "],
    ["x ada@example.com"],
    ["1.2.3 a@b.example"],
    ["<html>"],
  ])("is nothing when it is %j", (text) => {
    expect(readAsked(text)).toBeNull();
  });
});
