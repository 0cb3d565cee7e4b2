import { describe, expect, it } from "vitest";
import { en } from "@/lib/i18n/messages/en";
import { readError } from "../read-error";
import { describeProblem } from "./describe-problem";

function problem(status: number, code: string) {
  return describeProblem(readError(status, { error: { code, request_id: "req_1" } }));
}

describe("describeProblem", () => {
  it.each([
    [503, "stripe_unavailable", "errors.stripe_unavailable", "retry"],
    [503, "stripe_busy", "errors.stripe_busy", "retry"],
    [402, "card_declined", "errors.card_declined", "retry"],
    [409, "session_replaced", "errors.session_replaced", "reload"],
    [409, "preview_outdated", "errors.preview_outdated", "retry"],
    [409, "operation_in_progress", "errors.operation_in_progress", "retry"],
    [401, "session_expired", "errors.session_expired", "return"],
    [404, "resource_missing", "errors.resource_missing", "reload"],
    [403, "feature_disabled", "errors.feature_disabled", "none"],
    [403, "several_items", "reasons.several_items", "none"],
    [400, "a_code_of_tomorrow", "errors.unknown", "none"],
    [500, "a_code_of_tomorrow", "errors.internal", "retry"],
    [400, "quote", "errors.unknown", "none"],
    [400, "constructor", "errors.unknown", "none"],
  ])("tells %s %s as %s, way on: %s", (status, code, text, wayOn) => {
    expect(problem(status, code)).toMatchObject({ text, wayOn, requestId: "req_1" });
  });

  it("keeps the nonce only while nobody knows whether it was done", () => {
    expect(problem(402, "card_declined").settled).toBe(true);
    expect(problem(503, "stripe_busy").settled).toBe(true);
    expect(problem(409, "operation_in_progress").settled).toBe(false);
    expect(problem(500, "internal").settled).toBe(false);
    expect(problem(502, "internal").settled).toBe(false);
    expect(describeProblem(new TypeError("broken")).settled).toBe(false);
  });

  it("knows when the page is no longer true", () => {
    expect(problem(403, "no_cancellation_scheduled").outdates).toBe(true);
    expect(problem(409, "preview_outdated").outdates).toBe(true);
    expect(problem(409, "session_replaced").outdates).toBe(false);
    expect(problem(503, "stripe_busy").outdates).toBe(false);
  });

  it("says 'nothing was changed' only when that is known", () => {
    for (const text of [en.errors.internal, en.errors.offline]) {
      expect(text).not.toMatch(/nothing was/i);
    }
  });
});

describe("readError", () => {
  it.each([[null], ["<html>"], [{}], [{ error: { code: 7 } }], [[]]])(
    "makes one of whatever answers: %j",
    (body) => {
      expect(readError(502, body)).toMatchObject({ code: "internal", requestId: null });
    },
  );

  it("carries the preview that replaces an outdated one", () => {
    const preview = {
      kind: "undo_cancel",
      subscription: "sub_1",
      name: "Pro",
      renewsAt: 1,
    } as const;
    const expected = {
      items: [],
      status: "active",
      cancelAt: null,
      prorationDate: null,
      amount: 1,
    };
    const error = { code: "preview_outdated" };
    expect(readError(409, { error, preview, expected }).renewed).toEqual({ preview, expected });
    expect(readError(409, { error }).renewed).toBeNull();
  });
});
