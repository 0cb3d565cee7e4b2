import { describe, expect, it, vi } from "vitest";
import { sendWithBearer } from "./bearer";
import type { Grant } from "./grant";

const granted: Grant = {
  session: "bps_1",
  token: "pat_0",
  expiresInSeconds: 300,
  resume: "prs_0",
};

type Seen = {
  readonly path: string;
  readonly bearer: string | null;
  readonly body: Record<string, unknown> | null;
};

/** A portal whose living bearer and resume token the test sets. */
function makePortal() {
  const state = {
    live: "pat_0",
    resume: "prs_0",
    count: 0,
    isDown: false,
    refusal: "session_expired",
  };
  const seen: Seen[] = [];
  const kept: (string | null)[] = [];
  const clock = { ms: 0 };
  const onOver = vi.fn();
  const refused = () => Response.json({ error: { code: state.refusal } }, { status: 401 });

  function renew({ bearer, body }: Seen): Response {
    const resume = body?.["resume"];
    if (resume === undefined ? bearer !== state.live : resume !== state.resume) return refused();
    state.count += 1;
    state.live = `pat_${state.count}`;
    const granted = { session: "bps_1", token: state.live, expires_in: 300 };
    if (resume === undefined) return Response.json(granted);
    state.resume = `prs_${state.count}`;
    return Response.json({ ...granted, resume: state.resume });
  }

  const request: typeof fetch = async (input, init) => {
    const call = readCall(input, init);
    seen.push(call);
    // As over a network: nobody is answered at once.
    await Promise.resolve();
    if (state.isDown) throw new TypeError("offline");
    if (call.path === "sessions/renew") return renew(call);
    return call.bearer === state.live ? Response.json({}) : refused();
  };

  const send = sendWithBearer(granted, {
    browser: "pfk_x",
    keep: (resume) => kept.push(resume),
    onOver,
    request,
    clock: () => clock.ms,
  });
  return { state, seen, kept, clock, onOver, send };
}

function readCall(input: Parameters<typeof fetch>[0], init: RequestInit = {}): Seen {
  return {
    path: String(input).replace("/api/portal/", ""),
    bearer: new Headers(init.headers).get("authorization")?.replace("Bearer ", "") ?? null,
    body: typeof init.body === "string" ? JSON.parse(init.body) : null,
  };
}

const paths = (seen: readonly Seen[]) => seen.map(({ path }) => path);

describe("a call from the frame", () => {
  it("carries the bearer in a header, and the resume token is kept outside", async () => {
    const { send, seen, kept } = makePortal();
    expect((await send("view", {})).status).toBe(200);
    expect(seen).toEqual([{ path: "view", bearer: "pat_0", body: null }]);
    expect(kept).toEqual(["prs_0"]);
  });

  it("renews the bearer before it runs out, once for all that come meanwhile", async () => {
    const { send, seen, clock } = makePortal();
    clock.ms = 241_000;
    const answers = await Promise.all([send("view", {}), send("a", {}), send("b", {})]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(paths(seen)).toEqual(["sessions/renew", "view", "a", "b"]);
    expect(seen.slice(1).every(({ bearer }) => bearer === "pat_1")).toBe(true);
  });

  it("is not held up while the bearer is young", async () => {
    const { send, seen, clock } = makePortal();
    clock.ms = 239_000;
    await send("view", {});
    expect(paths(seen)).toEqual(["view"]);
  });

  it("goes on by the resume token when the bearer ran out unnoticed, as after a night's sleep", async () => {
    const { send, seen, state, kept } = makePortal();
    state.live = "gone";
    expect((await send("view", {})).status).toBe(200);
    expect(paths(seen)).toEqual(["view", "sessions/renew", "view"]);
    expect(seen[1]).toMatchObject({ bearer: null, body: { resume: "prs_0", browser: "pfk_x" } });
    expect(kept).toEqual(["prs_0", "prs_1"]);
  });

  it("is repeated with what it carried", async () => {
    const { send, seen, state } = makePortal();
    state.live = "gone";
    await send("actions/x", { method: "POST", body: '{"nonce":"n"}' });
    expect(seen.at(-1)).toEqual({ path: "actions/x", bearer: "pat_1", body: { nonce: "n" } });
  });

  it("is told of the end once the session is over, and asks for nothing more", async () => {
    const { send, seen, state, kept, onOver } = makePortal();
    Object.assign(state, { live: "gone", resume: "gone" });
    expect((await send("view", {})).status).toBe(401);
    expect((await send("view", {})).status).toBe(401);
    expect(paths(seen)).toEqual(["view", "sessions/renew", "view"]);
    expect(kept).toEqual(["prs_0", null]);
    expect(onOver.mock.calls).toEqual([["session_expired"]]);
  });

  it("tells that a visit was revoked, also when the bearer was to be renewed first", async () => {
    for (const ms of [0, 400_000]) {
      const { send, state, clock, onOver } = makePortal();
      clock.ms = ms;
      Object.assign(state, { live: "gone", resume: "gone", refusal: "session_revoked" });
      await Promise.all([send("view", {}), send("a", {})]);
      expect(onOver.mock.calls).toEqual([["session_revoked"]]);
    }
  });

  it("fails as offline while nobody can be reached, and ends nothing", async () => {
    const { send, state, clock, onOver } = makePortal();
    state.isDown = true;
    clock.ms = 400_000;
    await expect(send("view", {})).rejects.toThrow("offline");
    expect(onOver).not.toHaveBeenCalled();
    state.isDown = false;
    expect((await send("view", {})).status).toBe(200);
  });
});
