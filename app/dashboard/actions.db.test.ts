import { readdirSync } from "node:fs";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Role } from "@/lib/auth/member-context";
import type { ActionAnswer } from "@/lib/http/dashboard/merchant-action";
import { dumpDatabase } from "@/scripts/testing/dump-database";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { ageMember, makeMember, type TestMember } from "@/scripts/testing/make-member";
import { makeMerchant, type TestMerchant } from "@/scripts/testing/make-merchant";
import { makeCustomer, openSession } from "@/scripts/testing/make-session";

const sent = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => sent.headers }));

/** One merchant with everything that an action may touch. */
type Shop = {
  readonly merchant: TestMerchant;
  readonly configuration: string;
  readonly session: string;
  readonly members: Readonly<Record<Role, TestMember>>;
  /** A portal's session, as a customer's browser holds it. */
  readonly customerCookie: string;
};

type Expectation = {
  readonly role: Role;
  /** A call that does something; `ids` are of the shop whose objects it names. */
  readonly call: (segment: string, ids: Shop) => Record<string, unknown>;
  /** The same call, naming what does not exist. */
  readonly unknown: (segment: string) => Record<string, unknown>;
};

const saved = (merchant: string, configuration: string) => ({
  merchant,
  configuration,
  version: 1,
  document: { login_page: { enabled: true } },
});

/** Who may do what: every action of the dashboard stands here, by its file and name. */
const table: Record<string, Expectation> = {
  "[merchant]/portal/actions.ts saveConfiguration": {
    role: "admin",
    call: (segment, { configuration }) => saved(segment, configuration),
    unknown: (segment) => saved(segment, "bpc_unknown"),
  },
  "[merchant]/sessions/actions.ts revokeSessions": {
    role: "admin",
    call: (merchant, { session }) => ({ merchant, sessions: [session] }),
    unknown: (merchant) => ({ merchant, sessions: ["bps_unknown"] }),
  },
};

type Action = (...args: unknown[]) => Promise<ActionAnswer<object>>;

const folder = new URL(".", import.meta.url).pathname;
const files = readdirSync(folder, { recursive: true })
  .map((file) => String(file).replaceAll("\\", "/"))
  .filter((file) => /(?:^|\/)actions\.ts$/.test(file));

async function findActions(): Promise<[string, Action][]> {
  const found: [string, Action][] = [];
  for (const file of files) {
    const module: Record<string, unknown> = await import(`${folder}${file}`);
    for (const [name, value] of Object.entries(module)) {
      if (isAction(value)) found.push([`${file} ${name}`, value]);
    }
  }
  return found;
}

function isAction(value: unknown): value is Action {
  return typeof value === "function";
}

let sandbox: FaultSandbox;
let actions: Map<string, Action>;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
  actions = new Map(await findActions());
});

async function openShop(): Promise<Shop> {
  const merchant = await makeMerchant(sandbox);
  const customer = await makeCustomer(merchant);
  const { context, accessToken } = await openSession(merchant, customer.id);
  return {
    merchant,
    configuration: context.configurationId,
    session: context.session.id,
    members: {
      owner: await makeMember(merchant.id, "owner"),
      admin: await makeMember(merchant.id, "admin"),
      viewer: await makeMember(merchant.id, "viewer"),
    },
    customerCookie: `portico_${merchant.segment}=${accessToken}; next-auth.session-token=${accessToken}`,
  };
}

/** Everything that is stored, but for who signed in when and what was refused to whom. */
async function readEffects(): Promise<string> {
  const sections = (await dumpDatabase()).split(/^== /m);
  return sections.filter((text) => !/^(?:member_sessions|audit_entries)\n/.test(text)).join("== ");
}

const roles: readonly Role[] = ["viewer", "admin", "owner"];
const home = "http://localhost:3000";

function actAs(cookie: string | null, origin: string | null = home): void {
  sent.headers = new Headers({
    ...(cookie === null ? {} : { cookie }),
    ...(origin === null ? {} : { origin }),
  });
}

function bare(answer: ActionAnswer<object>): unknown {
  return "error" in answer ? { ...answer.error, request_id: "" } : answer;
}

const coded = (status: number, code: string) => ({ error: { status, code } });

it("every action of the dashboard is in the table, and nothing else", () => {
  expect([...actions.keys()].sort()).toEqual(Object.keys(table).sort());
});

describe.each(Object.entries(table))("%s", (name, { role, call, unknown }) => {
  const act: Action = (...args) => {
    const action = actions.get(name);
    if (action === undefined) throw new Error(`There is no ${name}.`);
    return action(...args);
  };

  it("does it for the role that may, once", async () => {
    const shop = await openShop();
    const before = await readEffects();
    actAs(shop.members[role].cookie);
    expect(await act(call(shop.merchant.segment, shop))).toMatchObject({ ok: true });
    expect(await readEffects()).not.toBe(before);
  });

  it("is refused, without effect, to whoever may not: the whole matrix", async () => {
    const shop = await openShop();
    const other = await openShop();
    const input = call(shop.merchant.segment, shop);
    const { cookie } = shop.members[role];
    const idle = await makeMember(shop.merchant.id, "owner");
    await ageMember(idle, "last_active_at", 30 * 60);
    const cases: [string | null, string | null, unknown[], object][] = [
      [null, home, [input], coded(401, "session_required")],
      [shop.customerCookie, home, [input], coded(401, "session_required")],
      [idle.cookie, home, [input], coded(401, "session_required")],
      [other.members.owner.cookie, home, [input], coded(404, "resource_missing")],
      [cookie, null, [input], coded(403, "csrf_failed")],
      [cookie, "null", [input], coded(403, "csrf_failed")],
      [cookie, "https://evil.example", [input], coded(403, "csrf_failed")],
      ...roles
        .slice(0, roles.indexOf(role))
        .map((lesser): [string, string, unknown[], object] => [
          shop.members[lesser].cookie,
          home,
          [input],
          coded(403, "forbidden"),
        ]),
      ...[[], [null], ["x"], [[input]], [input, input], [null, null, input]].map(
        (given): [string, string, unknown[], object] => [
          cookie,
          home,
          given,
          coded(400, "parameter_invalid"),
        ],
      ),
      ...["merchant_id", "role", "created_at", "livemode"].map(
        (field): [string, string, unknown[], object] => [
          cookie,
          home,
          [{ ...input, [field]: other.merchant.id }],
          coded(400, "parameter_unknown"),
        ],
      ),
    ];
    const before = await readEffects();
    for (const [held, origin, given, expected] of cases) {
      actAs(held, origin);
      expect(await act(...given)).toMatchObject({ ok: false, ...expected });
    }
    expect(await readEffects()).toBe(before);
  });

  it("answers a foreign id as an unknown one, in either place, without effect", async () => {
    const shop = await openShop();
    const other = await openShop();
    const before = await readEffects();
    actAs(shop.members.owner.cookie);
    const missing = bare(await act(unknown(shop.merchant.segment)));
    expect(missing).toMatchObject({ status: 404, code: "resource_missing" });
    expect(bare(await act(call(shop.merchant.segment, other)))).toEqual(missing);
    const nowhere = bare(await act(call("test_no-such-shop", shop)));
    expect(nowhere).toMatchObject({ status: 404, code: "resource_missing" });
    expect(bare(await act(call(other.merchant.segment, other)))).toEqual(nowhere);
    expect(bare(await act(call(other.merchant.slug, other)))).toEqual(nowhere);
    // The merchant's own object, but in live mode: there it does not exist.
    expect(bare(await act(call(shop.merchant.slug, shop)))).toEqual(missing);
    expect(await readEffects()).toBe(before);
  });
});
