import { beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { ageMember, makeMember, type TestMember } from "@/scripts/testing/make-member";
import { makeBareMerchant } from "@/scripts/testing/make-merchant";
import type { Role } from "../../auth/member-context";
import { database } from "../../db/client";
import { PorticoError } from "../../errors";
import { merchantAction } from "./merchant-action";

const sent = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => sent.headers }));

const act = vi.fn(async () => ({ saved: true }));
beforeEach(() => {
  act.mockClear();
  act.mockResolvedValue({ saved: true });
});

const schema = z.strictObject({
  merchant: z.string(),
  name: z.string().max(10).default("x"),
  url: z.url({ error: "url_invalid" }).optional(),
  list: z.array(z.strictObject({ price: z.string() })).optional(),
});

const run = (over: { role?: Role; fresh?: true } = {}) =>
  merchantAction({ role: "admin", schema, act, ...over });

function from(member: Pick<TestMember, "cookie"> | null, headers: Record<string, string> = {}) {
  const cookie = member === null ? {} : { cookie: member.cookie };
  sent.headers = new Headers({ origin: "http://localhost:3000", ...cookie, ...headers });
}

async function setUp(role: Role = "admin") {
  const { id, slug } = await makeBareMerchant();
  const member = await makeMember(id, role);
  from(member);
  return { id, slug, merchant: `test_${slug}`, member };
}

const refused = (status: number, code: string, param?: string) => ({
  ok: false,
  error: expect.objectContaining({ status, code, ...(param === undefined ? {} : { param }) }),
});

function denials(merchantId: string) {
  return database().auditEntry.findMany({ where: { merchantId, action: "member.denied" } });
}

describe("an action of a member who may", () => {
  it("is called once, with who, where and the parsed input, and its data are the answer", async () => {
    const { id, merchant, member } = await setUp();
    expect(await run()({ merchant })).toEqual({ ok: true, saved: true });
    const context = expect.objectContaining({
      role: "admin",
      livemode: false,
      segment: merchant,
      member: expect.objectContaining({ id: member.id }),
      merchant: expect.objectContaining({ id }),
    });
    expect(act.mock.calls).toEqual([[context, { merchant, name: "x" }]]);
  });

  it("takes a form, alone or behind the previous state", async () => {
    const { merchant } = await setUp();
    const form = new FormData();
    form.set("merchant", merchant);
    form.set("name", "n");
    expect(await run()(form)).toEqual({ ok: true, saved: true });
    expect(await run()(null, form)).toEqual({ ok: true, saved: true });
    expect(act).toHaveBeenLastCalledWith(expect.anything(), { merchant, name: "n" });
  });

  it("keeps the session from going idle", async () => {
    const { merchant, member } = await setUp();
    await ageMember(member, "last_active_at", 29 * 60);
    await run()({ merchant });
    const row = await database().memberSession.findFirst({ where: { memberId: member.id } });
    expect(Number(row?.lastActiveAt)).toBeGreaterThan(Date.now() - 60_000);
  });
});

describe("an action is refused, as a value and without effect,", () => {
  it.each([
    ["no Origin", ""],
    ["null", "null"],
    ["another site", "https://evil.example"],
    ["our name as a prefix", "http://localhost:3000.evil.example"],
    ["another port", "http://localhost:3001"],
    ["another scheme", "https://localhost:3000"],
  ])("when it comes from %s, whatever the host headers say", async (_, origin) => {
    const { merchant, member } = await setUp("owner");
    from(member, { origin, host: "evil.example", "x-forwarded-host": "evil.example" });
    if (origin === "") sent.headers.delete("origin");
    expect(await run()({ merchant })).toEqual(refused(403, "csrf_failed"));
    expect(act).not.toHaveBeenCalled();
  });

  it("when nobody is signed in, or no longer", async () => {
    const { merchant, member } = await setUp();
    await ageMember(member, "last_active_at", 30 * 60);
    expect(await run()({ merchant })).toEqual(refused(401, "session_required"));
    from(null);
    for (const input of [{ merchant }, { merchant: "no-such" }, undefined, "x"]) {
      expect(await run()(input)).toEqual(refused(401, "session_required"));
    }
    expect(act).not.toHaveBeenCalled();
  });

  it("alike for a foreign and an unknown merchant; the foreign one's log tells of it", async () => {
    const own = await setUp("owner");
    const foreign = await makeBareMerchant();
    from(own.member);
    const bare = async (merchant: string) => {
      const answer = await run()({ merchant });
      return answer.ok ? answer : { ...answer.error, request_id: "" };
    };
    const unknown = await bare("test_no-such-shop");
    expect(unknown).toMatchObject({ status: 404, code: "resource_missing" });
    expect(await bare(`test_${foreign.slug}`)).toEqual(unknown);
    expect(await bare("\0")).toEqual(unknown);
    expect(await bare("__proto__")).toEqual(unknown);
    expect(act).not.toHaveBeenCalled();
    expect(await denials(foreign.id)).toMatchObject([
      { actorId: own.member.id, livemode: false, data: { code: "resource_missing" } },
    ]);
  });

  it.each([
    ["viewer", "admin"],
    ["viewer", "owner"],
    ["admin", "owner"],
  ] as const)("when a %s does what only an %s may, with an audit entry", async (role, needed) => {
    const { id, merchant } = await setUp(role);
    expect(await run({ role: needed })({ merchant })).toEqual(refused(403, "forbidden"));
    expect(act).not.toHaveBeenCalled();
    expect(await denials(id)).toMatchObject([{ data: { code: "forbidden", needed } }]);
  });

  it("when it needs a fresh proof and the last one is 15 minutes old", async () => {
    const { id, merchant, member } = await setUp();
    expect(await run({ fresh: true })({ merchant })).toEqual({ ok: true, saved: true });
    await ageMember(member, "authenticated_at", 15 * 60);
    expect(await run()({ merchant })).toEqual({ ok: true, saved: true });
    expect(await run({ fresh: true })({ merchant })).toEqual(refused(403, "reauth_required"));
    expect(await denials(id)).toHaveLength(1);
  });

  it("when what it was called with is nothing that a form of ours sends", async () => {
    const { merchant } = await setUp();
    const twice = new FormData();
    twice.append("merchant", merchant);
    twice.append("merchant", merchant);
    const file = new FormData();
    file.set("merchant", new File(["x"], "x"));
    const calls: unknown[][] = [
      [],
      [undefined],
      [null],
      ["x"],
      [7],
      [[merchant]],
      [new Map([["merchant", merchant]])],
      [new Date(0)],
      [{ merchant }, { merchant }],
      [null, { merchant }],
      [null, null, new FormData()],
      [twice],
      [file],
      [{}],
      [{ merchant: 7 }],
      [{ merchant: null }],
      [{ merchant: [merchant] }],
    ];
    for (const call of calls) {
      expect(await run()(...call)).toEqual(refused(400, "parameter_invalid"));
    }
    expect(act).not.toHaveBeenCalled();
  });

  it.each(["merchant_id", "role", "created_at", "livemode", "constructor"])(
    "when a field does not belong: %s",
    async (field) => {
      const { merchant } = await setUp();
      const call = { merchant, name: "far too long a name", [field]: "owner" };
      expect(await run()(call)).toEqual(refused(400, "parameter_unknown", field));
      expect(act).not.toHaveBeenCalled();
    },
  );

  it("when a value is wrong, naming where, with the schema's own code where it has one", async () => {
    const { merchant } = await setUp();
    const cases = [
      [{ name: "far too long a name" }, "parameter_invalid", "name"],
      [{ url: "x" }, "url_invalid", "url"],
      [{ list: [{ price: "a" }, { price: 2 }] }, "parameter_invalid", "list[1].price"],
      [{ list: [{ price: "a", role: "b" }] }, "parameter_invalid", "list[0].role"],
    ] as const;
    for (const [fields, code, param] of cases) {
      expect(await run()({ merchant, ...fields })).toEqual(refused(400, code, param));
    }
    expect(act).not.toHaveBeenCalled();
  });
});

describe("what an action throws", () => {
  it("becomes a refusal when it is one of our errors", async () => {
    const { merchant } = await setUp();
    act.mockRejectedValueOnce(new PorticoError("configuration_outdated", { param: "version" }));
    expect(await run()({ merchant })).toEqual(refused(409, "configuration_outdated", "version"));
  });

  it("tells nothing when it is not", async () => {
    const { merchant } = await setUp();
    act.mockRejectedValueOnce(new Error("password of the database"));
    const answer = await run()({ merchant });
    expect(answer).toEqual(refused(500, "internal"));
    expect(JSON.stringify(answer)).not.toContain("password");
    expect(answer.ok ? "" : answer.error.request_id).toMatch(/^req_/);
  });

  it("leads elsewhere when it is a redirect", async () => {
    const { merchant } = await setUp();
    const { redirect } = await import("next/navigation");
    act.mockImplementationOnce(async () => redirect("/dashboard"));
    await expect(run()({ merchant })).rejects.toThrow("NEXT_REDIRECT");
  });
});
