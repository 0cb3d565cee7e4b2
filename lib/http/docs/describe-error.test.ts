import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { pinEnv } from "@/scripts/testing/pin-env";
import { errorCodes, PorticoError } from "../../errors";
import { errorBody } from "../respond";
import { exampleOf, findError, listErrors } from "./describe-error";

beforeEach(() => pinEnv());

describe("the pages of the error codes", () => {
  it.each(errorCodes)("%s says what it means and what to do, in whole sentences", (code) => {
    const { means, remedy, doors } = findError(code) ?? { means: "", remedy: "", doors: [] };
    for (const text of [means, remedy]) {
      expect(text).toMatch(/^[A-Z`].*[.)]$/s);
      expect(text.split("`").length % 2, "backticks in pairs").toBe(1);
    }
    expect(doors.length).toBeGreaterThan(0);
  });

  it("are there for every code, each once, by status", () => {
    const told = listErrors();
    expect(told.map(({ code }) => code).sort()).toEqual([...errorCodes].sort());
    const statuses = told.map(({ status }) => status);
    expect(statuses).toEqual([...statuses].sort((a, b) => a - b));
  });

  it.each(["toString", "__proto__", "", "nope"])("are not there for %j", (code) => {
    expect(findError(code)).toBeNull();
  });

  it("know every code that the API's own files answer with", () => {
    const thrown = [
      "lib/http/v1",
      "lib/wire",
      "lib/feedback",
      "lib/webhooks",
      "lib/events",
      "lib/configurations",
    ]
      .flatMap(sourcesIn)
      .flatMap((file) => [...readFileSync(file, "utf8").matchAll(/PorticoError\(\s*"(\w+)"/g)])
      .map(([, code = ""]) => code);
    expect(thrown.length).toBeGreaterThan(10);
    const untold = thrown.filter((code) => !findError(code)?.doors.includes("api"));
    expect([...new Set(untold)]).toEqual([]);
  });
});

describe("the example on a page", () => {
  it("has the fields that an answer of /v1 has", () => {
    const error = findError("parameter_unknown");
    const answer = errorBody(new PorticoError("parameter_unknown"), "req_1", (code) => code);
    const example = error === null ? {} : exampleOf(error);
    expect(fieldsOf(example)).toEqual(fieldsOf(answer));
  });

  it("tells a refused key as Stripe does", () => {
    const error = findError("api_key_invalid");
    expect(error).toMatchObject({ status: 401, type: "invalid_request_error" });
  });
});

function fieldsOf(body: object): string[] {
  return Object.keys("error" in body && body.error ? body.error : {});
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(({ name }) => name.endsWith(".ts") && !name.includes(".test."))
    .map(({ parentPath, name }) => join(parentPath, name));
}
