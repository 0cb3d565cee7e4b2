import { describe, expect, it, vi } from "vitest";
import { embedDoor } from "./embed-door";

function makeDoor(answers: readonly object[], redirect: string | null = null) {
  const sent: [string, unknown][] = [];
  const left = [...answers];
  const onGrant = vi.fn();
  const send = async (path: string, init: RequestInit) => {
    sent.push([path, JSON.parse(String(init.body))]);
    return Response.json(left.shift() ?? {});
  };
  const who = { merchant: "test_acme", browser: "pfk_x" };
  return { sent, onGrant, door: embedDoor({ ...who, redirect, onGrant, send }) };
}

const grant = { session: "bps_1", token: "pat_1", expires_in: 300, resume: "prs_1" };

describe("the mailbox door of the iframe", () => {
  it("asks for a link that leads back to the host page, where that is configured", async () => {
    const { door, sent } = makeDoor([], "https://a.example/account");
    await door.ask("ada@example.com");
    const who = { merchant: "test_acme", browser: "pfk_x", email: "ada@example.com" };
    expect(sent).toEqual([["sessions", { ...who, redirect: "https://a.example/account" }]]);
    const hosted = makeDoor([]);
    await hosted.door.ask("ada@example.com");
    expect(hosted.sent).toEqual([["sessions", who]]);
  });

  it("hands over what was granted, for a link and for a code", async () => {
    const { door, sent, onGrant } = makeDoor([grant, grant]);
    expect(await door.redeem({ code: "plk_x" })).toEqual({ kind: "opened", url: "" });
    await door.redeem({ pin: "123456" });
    expect(sent.map(([, body]) => body)).toEqual([
      { merchant: "test_acme", browser: "pfk_x", code: "plk_x" },
      { merchant: "test_acme", browser: "pfk_x", pin: "123456" },
    ]);
    const [told] = onGrant.mock.lastCall ?? [];
    expect(told).toEqual({
      session: "bps_1",
      token: "pat_1",
      expiresInSeconds: 300,
      resume: "prs_1",
    });
  });

  it("keeps the leave to choose to itself", async () => {
    const choices = [{ customer: "cus_1", name: "Ada", email: null, plans: [] }];
    const { door, sent, onGrant } = makeDoor([{ choices, ticket: "ptk_x" }, grant]);
    expect(await door.redeem({ code: "plk_x" })).toEqual({ kind: "choices", choices });
    expect(onGrant).not.toHaveBeenCalled();
    await door.redeem({ customer: "cus_1" });
    expect(sent.at(-1)?.[1]).toMatchObject({ customer: "cus_1", ticket: "ptk_x" });
    expect(onGrant).toHaveBeenCalledOnce();
  });

  it("shows a newcomer the plans, and begins with one on the page that is told", async () => {
    const newcomer = { email: "ada@example.com", plans: [] };
    const task = "/subscribe/price_1";
    const { door, sent, onGrant } = makeDoor([
      { ...newcomer, ticket: "ptk_x" },
      { ...grant, task },
    ]);
    expect(await door.redeem({ pin: "123456" })).toEqual({ kind: "plans", newcomer });
    expect(await door.redeem({ price: "price_1" })).toEqual({ kind: "opened", url: task });
    expect(sent.at(-1)?.[1]).toMatchObject({ price: "price_1", ticket: "ptk_x" });
    expect(onGrant).toHaveBeenCalledOnce();
  });

  it("opens nothing by an answer that grants nothing", async () => {
    const { door } = makeDoor([{ url: "/p/test_acme" }]);
    await expect(door.redeem({ code: "plk_x" })).rejects.toMatchObject({ code: "internal" });
  });
});
