import { beforeAll, describe, expect, it } from "vitest";
import { dumpDatabase } from "@/scripts/testing/dump-database";
import { type FaultSandbox, serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import {
  ageLinks,
  askFor,
  keepMails,
  newAddress,
  newEmail,
  openLogin,
  otherPin,
  readMail,
  readMails,
  sendAsked,
} from "@/scripts/testing/mailbox";
import { makeBareMerchant, makeMerchant, type TestMerchant } from "@/scripts/testing/make-merchant";
import { refuseInserts } from "@/scripts/testing/refuse-inserts";
import { database } from "../db/client";
import { env } from "../env";
import { newId, newSecret } from "../ids";
import { forgetOldLinks } from "./forget-old-links";
import { inspectLink } from "./inspect-link";
import { memberScope } from "./link-scope";
import { proveLink } from "./prove-link";
import { provePin } from "./prove-pin";

let sandbox: FaultSandbox;
let shared: TestMerchant;
beforeAll(async () => {
  sandbox = await serveFaultSandbox();
  keepMails();
  shared = await makeMerchant(sandbox);
  await openLogin(shared);
});

const scopeOf = ({ id }: { id: string }) => ({ merchantId: id, livemode: false });

function refused(code: string) {
  return expect.objectContaining({ code });
}

/** A customer, what they were mailed, and the browser that asked for it. */
async function receive(email = newEmail(), merchant = shared) {
  await merchant.account.stripe.customers.create({ email });
  const browserKey = await askFor({ merchantId: merchant.id, email });
  await sendAsked(email);
  return { email, browserKey, ...(await readMail(email)) };
}

const inspect = (code: unknown, browserKey?: string) =>
  inspectLink("customer", scopeOf(shared), code, browserKey);
const prove = (code: unknown, browserKey?: string) =>
  proveLink("customer", scopeOf(shared), code, browserKey);
const typeIn = (given: Parameters<typeof provePin>[2]) =>
  provePin("customer", scopeOf(shared), given);

const countLinks = (email: string) => database().emailLink.count({ where: { email } });
const limitedIn = (merchantId: string) =>
  database().auditEntry.count({ where: { merchantId, action: "email_link.limited" } });

describe("asking", () => {
  it("leaves one row and one job, for known and unknown mailboxes alike", async () => {
    const known = newEmail();
    await shared.account.stripe.customers.create({ email: known });
    for (const email of [known, newEmail()]) {
      await askFor({ merchantId: shared.id, email });
      const [link] = await database().emailLink.findMany({ where: { email } });
      expect(link).toMatchObject({ sentAt: null, linkHash: null, pinHash: null, attempts: 0 });
      const jobs = await database().outboxEntry.count({
        where: { queue: "email_link", payload: { equals: { link: link?.id } } },
      });
      expect(jobs).toBe(1);
    }
  });

  it("too often for one mailbox is not told and not mailed, over all merchants", async () => {
    const other = await makeMerchant(sandbox);
    await openLogin(other);
    const email = newEmail();
    for (const { account } of [shared, other]) await account.stripe.customers.create({ email });
    for (const { id } of [shared, other, shared]) await askFor({ merchantId: id, email });
    await sendAsked(email);
    expect(await readMails(email)).toHaveLength(2);
    expect(await countLinks(email)).toBe(3);
    const entries = await database().auditEntry.findMany({
      where: { merchantId: shared.id, action: "email_link.limited" },
    });
    expect(entries).toMatchObject([{ actorType: "system", data: { limit: "mailbox" } }]);
    expect(JSON.stringify(entries)).not.toContain(email);
  });

  it("of twenty at once from as many addresses, two are mailed", async () => {
    const email = newEmail();
    await shared.account.stripe.customers.create({ email });
    const ask = () => askFor({ merchantId: shared.id, email });
    await Promise.all(Array.from({ length: 20 }, ask));
    await sendAsked(email);
    expect((await readMails(email)).length).toBeLessThanOrEqual(2);
    const jobs = await database().$queryRaw<{ id: string }[]>`
      SELECT l.id FROM email_links l JOIN outbox o ON o.payload->>'link' = l.id
      WHERE l.email = ${email}`;
    expect(jobs).toHaveLength(2);
  });

  it("too often from one address is told, known or not", async () => {
    const address = newAddress();
    const ask = () => askFor({ merchantId: shared.id, email: newEmail(), address });
    const tries = await Promise.allSettled(Array.from({ length: 20 }, ask));
    const reasons = tries.flatMap((tried) => (tried.status === "rejected" ? [tried.reason] : []));
    expect(reasons).toHaveLength(14);
    for (const reason of reasons) {
      expect(reason).toMatchObject({ code: "rate_limited", status: 429 });
      expect(reason.details.retryAfterSeconds).toBeGreaterThan(0);
    }
  });

  it("too often for one merchant is not told and not mailed", async () => {
    const { id } = await makeBareMerchant();
    await askFor({ merchantId: id, email: newEmail() });
    await database().$executeRaw`
      UPDATE rate_limits SET points = 600 WHERE key LIKE 'link_merchant%' AND points = 1`;
    await askFor({ merchantId: id, email: newEmail() });
    expect(await limitedIn(id)).toBe(1);
  });

  it("is all or nothing: without its job there is no row", async () => {
    const email = newEmail();
    const allow = await refuseInserts("outbox");
    await expect(askFor({ merchantId: shared.id, email })).rejects.toThrow();
    await allow();
    expect(await countLinks(email)).toBe(0);
  });
});

describe("sending", () => {
  it("mails nobody who is no customer here", async () => {
    const other = await makeMerchant(sandbox);
    const [unknown, foreign, deleted, changed] = [newEmail(), newEmail(), newEmail(), newEmail()];
    await other.account.stripe.customers.create({ email: foreign });
    const { stripe } = shared.account;
    await stripe.customers.del((await stripe.customers.create({ email: deleted })).id);
    const { id } = await stripe.customers.create({ email: changed });
    await stripe.customers.update(id, { email: newEmail() });
    for (const email of [unknown, foreign, deleted, changed]) {
      await askFor({ merchantId: shared.id, email });
      await sendAsked(email);
      expect(await readMails(email)).toEqual([]);
      const [link] = await database().emailLink.findMany({ where: { email } });
      expect(link).toMatchObject({ sentAt: null, linkHash: null });
    }
  });

  it("finds a customer in whatever case the address was written, and no look-alike", async () => {
    const email = newEmail();
    const written = email.replace("ada", "Ada").replace("example", "EXAMPLE");
    await shared.account.stripe.customers.create({ email: written });
    await askFor({ merchantId: shared.id, email });
    await sendAsked(email);
    expect(await readMails(email)).toHaveLength(1);
    const alike = newEmail();
    await shared.account.stripe.customers.create({ email: alike });
    const cyrillic = alike.replace("ada", "аdа");
    await askFor({ merchantId: shared.id, email: cyrillic });
    await sendAsked(cyrillic);
    expect(await readMails(cyrillic)).toEqual([]);
    expect(await readMails(alike)).toEqual([]);
  });

  it("does without Stripe's search where an account has none", async () => {
    const merchant = await makeMerchant(sandbox);
    await openLogin(merchant);
    const email = newEmail();
    await merchant.account.stripe.customers.create({ email });
    merchant.account.arm({
      method: "GET",
      pathPrefix: "/v1/customers/search",
      times: 5,
      status: 400,
    });
    await askFor({ merchantId: merchant.id, email });
    await sendAsked(email);
    expect(await readMails(email)).toHaveLength(1);
  });

  it("leads to APP_URL or to the merchant's own page, from the merchant's own name", async () => {
    const merchant = await makeMerchant(sandbox);
    const page = "https://shop.example/billing";
    await openLogin(merchant, { company_name: "Harbour Studio", redirect_urls: [page] });
    const first = await receive(undefined, merchant);
    expect(first.link).toBe(`${env().APP_URL}/p/${merchant.segment}/link/${first.code}`);
    expect(first.code).toMatch(/^plk_/);
    expect(first.from).toContain("Harbour Studio");
    const email = newEmail();
    await merchant.account.stripe.customers.create({ email });
    await askFor({ merchantId: merchant.id, email, redirectUrl: page });
    await sendAsked(email);
    expect((await readMail(email)).link).toMatch(
      /^https:\/\/shop\.example\/billing#portico_token=plk_/,
    );
    // Taken off the list while the mail was on its way.
    const late = newEmail();
    await merchant.account.stripe.customers.create({ email: late });
    await askFor({ merchantId: merchant.id, email: late, redirectUrl: page });
    await openLogin(merchant, {});
    await sendAsked(late);
    expect((await readMail(late)).link).toMatch(`${env().APP_URL}/p/${merchant.segment}/link/`);
  });

  it("keeps neither link nor digits in the database, the demo's mailbox aside", async () => {
    const { code, pin, browserKey } = await receive();
    const tables = (await dumpDatabase()).split("\n== ");
    const dump = tables.filter((table) => !table.startsWith("kept_mails")).join("\n");
    expect(dump).toContain("eml_");
    for (const secret of [code, code.slice(4), browserKey, `"${pin}"`]) {
      expect(dump).not.toContain(secret);
    }
  });

  it("that fails leaves the earlier link good, and works when it is tried again", async () => {
    const { email, browserKey, code, pin } = await receive();
    await askFor({ merchantId: shared.id, email, browserKey });
    const allow = await refuseInserts("kept_mails");
    await expect(sendAsked(email)).rejects.toThrow();
    await allow();
    expect(await inspect(code, browserKey)).toMatchObject({ kind: "ready" });
    await expect(typeIn({ pin: otherPin(pin), browserKey })).rejects.toThrow(
      refused("code_invalid"),
    );
    await sendAsked(email);
    expect(await readMails(email)).toHaveLength(2);
    const second = await readMail(email);
    await expect(inspect(code, browserKey)).rejects.toThrow(refused("link_superseded"));
    expect((await prove(second.code, browserKey)).email).toBe(email);
  });

  it("does nothing the second time, nor for what a newer request has overtaken", async () => {
    const email = newEmail();
    await shared.account.stripe.customers.create({ email });
    for (let count = 0; count < 2; count += 1) await askFor({ merchantId: shared.id, email });
    const links = await database().emailLink.findMany({
      where: { email },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    });
    const { sendLink } = await import("./send-link");
    for (const link of links.toReversed()) await sendLink(link.id);
    for (const link of links) await sendLink(link.id);
    expect(await readMails(email)).toHaveLength(1);
    await sendLink(newId("emailLink"));
  });

  it("gives life from the sending, not from the asking", async () => {
    const email = newEmail();
    await shared.account.stripe.customers.create({ email });
    const browserKey = await askFor({ merchantId: shared.id, email });
    await ageLinks(email, 1800);
    await sendAsked(email);
    const { code } = await readMail(email);
    expect((await prove(code, browserKey)).email).toBe(email);
  });

  it("mails no customer after the login page was switched off", async () => {
    const merchant = await makeMerchant(sandbox);
    await openLogin(merchant);
    const email = newEmail();
    await merchant.account.stripe.customers.create({ email });
    await askFor({ merchantId: merchant.id, email });
    await openLogin(merchant, {}, false);
    await sendAsked(email);
    expect(await readMails(email)).toEqual([]);
  });

  it("mails a member of a merchant, and nobody else who calls themselves one", async () => {
    const [member, alone, customer] = [newEmail(), newEmail(), newEmail()];
    await shared.account.stripe.customers.create({ email: customer });
    for (const email of [member, alone]) {
      await database().member.create({ data: { id: newId("member"), email } });
    }
    const { id: memberId } = await database().member.findFirstOrThrow({ where: { email: member } });
    await database().membership.create({
      data: { merchantId: shared.id, memberId, role: "viewer" },
    });
    const { askLink } = await import("./ask-link");
    const nothing = { configurationId: null, redirectUrl: null, sessionId: null };
    for (const email of [member, alone, customer]) {
      const who = { email, browserKey: newSecret("pfk"), address: newAddress() };
      await askLink({ audience: "member", ...memberScope, ...nothing, ...who });
      await sendAsked(email);
    }
    expect(await readMails(alone)).toEqual([]);
    expect(await readMails(customer)).toEqual([]);
    const { link, code } = await readMail(member);
    expect(link).toBe(`${env().APP_URL}/dashboard/link/${code}`);
    expect(code).toMatch(/^pml_/);
    await expect(prove(code)).rejects.toThrow(refused("link_invalid"));
    expect(await inspectLink("member", memberScope, code)).toMatchObject({ kind: "code_required" });
  });
});

describe("a link", () => {
  it("is looked at as often as one likes, and tells no whole address", async () => {
    const { email, code, browserKey } = await receive();
    for (let look = 0; look < 5; look += 1) {
      expect(await inspect(code, browserKey)).toEqual({
        kind: "ready",
        maskedEmail: "a…@example.com",
      });
      expect(await inspect(code)).toMatchObject({ kind: "code_required" });
    }
    expect((await prove(code, browserKey)).email).toBe(email);
  });

  it("proves one of a hundred that come at once; the others are told it was used", async () => {
    const { code, browserKey } = await receive();
    const tries = await Promise.allSettled(
      Array.from({ length: 100 }, () => prove(code, browserKey)),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const reasons = tries.flatMap((tried) =>
      tried.status === "rejected" ? [tried.reason.code] : [],
    );
    expect(new Set(reasons)).toEqual(new Set(["link_used"]));
    await expect(inspect(code, browserKey)).rejects.toThrow(refused("link_used"));
  });

  it("lives ten minutes by the database's clock", async () => {
    const { email, code, pin, browserKey } = await receive();
    await ageLinks(email, 590);
    expect(await inspect(code, browserKey)).toMatchObject({ kind: "ready" });
    await ageLinks(email, 10);
    await expect(inspect(code, browserKey)).rejects.toThrow(refused("link_expired"));
    await expect(prove(code, browserKey)).rejects.toThrow(refused("link_expired"));
    await expect(typeIn({ pin, code })).rejects.toThrow(refused("link_expired"));
    await expect(typeIn({ pin, browserKey })).rejects.toThrow(refused("link_expired"));
  });

  it("is superseded by a newer one when that is sent, and not when it is asked for", async () => {
    const { email, code, pin, browserKey } = await receive();
    await askFor({ merchantId: shared.id, email });
    expect(await inspect(code, browserKey)).toMatchObject({ kind: "ready" });
    await sendAsked(email);
    await expect(prove(code, browserKey)).rejects.toThrow(refused("link_superseded"));
    await expect(typeIn({ pin, browserKey })).rejects.toThrow(refused("link_superseded"));
  });

  it("is superseded by nothing sent elsewhere", async () => {
    const { email, code, browserKey } = await receive();
    const other = await makeMerchant(sandbox);
    await openLogin(other);
    await receive(email, other);
    expect((await prove(code, browserKey)).email).toBe(email);
  });

  it("is another merchant's and another mode's to refuse, and stays good", async () => {
    const { code, pin, browserKey, email } = await receive();
    const other = await makeBareMerchant();
    const scopes = [scopeOf(other), { ...scopeOf(shared), livemode: true }, memberScope];
    for (const scope of scopes) {
      await expect(proveLink("customer", scope, code, browserKey)).rejects.toThrow(
        refused("link_invalid"),
      );
      await expect(provePin("customer", scope, { code, pin })).rejects.toThrow(
        refused("link_invalid"),
      );
      await expect(provePin("customer", scope, { pin, browserKey })).rejects.toThrow(
        refused("code_invalid"),
      );
    }
    await expect(proveLink("member", scopeOf(shared), code, browserKey)).rejects.toThrow(
      refused("link_invalid"),
    );
    expect((await prove(code, browserKey)).email).toBe(email);
  });

  it("is refused when it was tampered with, in whatever form", async () => {
    const { code, browserKey } = await receive();
    const last = code.endsWith("A") ? "B" : "A";
    const forms = [
      `${code.slice(0, -1)}${last}`,
      code.slice(0, -1),
      `${code}${code}`,
      code.toUpperCase(),
      "x".repeat(20_000),
      "",
      "%00",
      "%E0%A4%A",
      [code, code],
      [code],
      null,
      1,
      { code },
      `${code}\n`,
      ` ${code}`,
    ];
    for (const form of forms) {
      await expect(inspect(form, browserKey)).rejects.toThrow(refused("link_invalid"));
      await expect(prove(form, browserKey)).rejects.toThrow(refused("link_invalid"));
    }
    expect(await inspect(code, browserKey)).toMatchObject({ kind: "ready" });
  });

  it("asks in another browser for the digits, using nothing up", async () => {
    const { email, code, pin, browserKey } = await receive();
    for (const key of [undefined, newSecret("pfk"), ""]) {
      await expect(prove(code, key)).rejects.toMatchObject({
        code: "code_required",
        status: 403,
        details: { extra: { email: "a…@example.com" } },
      });
    }
    expect(await inspect(code, browserKey)).toMatchObject({ kind: "ready" });
    expect((await typeIn({ pin, code })).email).toBe(email);
    await expect(prove(code, browserKey)).rejects.toThrow(refused("link_used"));
  });
});

describe("the six digits", () => {
  it("prove the mailbox in the browser that asked, and in no other", async () => {
    const { email, pin, browserKey, code } = await receive();
    for (const key of [undefined, newSecret("pfk")]) {
      await expect(typeIn({ pin, browserKey: key })).rejects.toThrow(refused("code_invalid"));
    }
    const spaced = `${pin.slice(0, 3)} ${pin.slice(3)}`;
    expect((await typeIn({ pin: spaced, browserKey })).email).toBe(email);
    await expect(typeIn({ pin, browserKey })).rejects.toThrow(refused("link_used"));
    await expect(prove(code, browserKey)).rejects.toThrow(refused("link_used"));
  });

  it("are not tried a sixth time, even if right", async () => {
    for (const byCode of [true, false]) {
      const { pin, code, browserKey } = await receive();
      const by = byCode ? { code } : { browserKey };
      for (let count = 0; count < 5; count += 1) {
        await expect(typeIn({ pin: otherPin(pin), ...by })).rejects.toMatchObject({
          code: "code_invalid",
          status: 400,
        });
      }
      await expect(typeIn({ pin, ...by })).rejects.toMatchObject({
        code: "too_many_attempts",
        status: 410,
      });
      await expect(inspect(code)).rejects.toThrow(refused("too_many_attempts"));
      expect(await inspect(code, browserKey)).toMatchObject({ kind: "ready" });
    }
  });

  it("are compared five times of fifty that come at once", async () => {
    const { pin, code } = await receive();
    const tries = await Promise.allSettled(
      Array.from({ length: 50 }, () => typeIn({ pin: otherPin(pin), code })),
    );
    const reasons = tries.flatMap((tried) =>
      tried.status === "rejected" ? [tried.reason.code] : ["proved"],
    );
    expect(reasons.filter((reason) => reason === "code_invalid")).toHaveLength(5);
    expect(reasons.filter((reason) => reason === "too_many_attempts")).toHaveLength(45);
  });

  it.each([
    "",
    "12345",
    "1234567",
    "abcdef",
    "12345a",
    " ",
    "-".repeat(90),
    123456,
    null,
    [["123456"]],
  ])("that are no six digits are wrong and cost no try: %j", async (wrong) => {
    const { pin, code, email } = await receive();
    for (let count = 0; count < 6; count += 1) {
      await expect(typeIn({ pin: wrong, code })).rejects.toThrow(refused("code_invalid"));
    }
    expect((await typeIn({ pin, code })).email).toBe(email);
  });

  it("answer alike whether the mailbox was mailed or not, whatever is tried", async () => {
    const answersOf = async (email: string) => {
      const browserKey = await askFor({ merchantId: shared.id, email });
      const answers: string[] = [];
      const wrong = async () => {
        const [mail] = (await readMails(email)).slice(-1);
        const pin = otherPin(mail?.pin ?? "000000");
        const answer = await typeIn({ pin, browserKey }).catch(({ code }) => String(code));
        answers.push(String(answer));
      };
      await wrong();
      await sendAsked(email);
      for (let count = 0; count < 5; count += 1) await wrong();
      await askFor({ merchantId: shared.id, email, browserKey });
      await wrong();
      await sendAsked(email);
      for (let count = 0; count < 5; count += 1) await wrong();
      // The third in a minute: silently not mailed, and not this browser's latest.
      await askFor({ merchantId: shared.id, email, browserKey });
      await wrong();
      await ageLinks(email, 600);
      await wrong();
      return answers;
    };
    const known = newEmail();
    await shared.account.stripe.customers.create({ email: known });
    const answers = await answersOf(known);
    expect(answers).toEqual(await answersOf(newEmail()));
    expect(new Set(answers)).toEqual(new Set(["code_invalid", "too_many_attempts"]));
  });

  it("of the mail before are good until the next one is on its way", async () => {
    const { email, pin, browserKey } = await receive();
    await askFor({ merchantId: shared.id, email, browserKey });
    expect((await typeIn({ pin, browserKey })).email).toBe(email);
  });

  it("that are wrong long after the question say that it is over", async () => {
    const email = newEmail();
    const browserKey = await askFor({ merchantId: shared.id, email });
    await ageLinks(email, 600);
    await expect(typeIn({ pin: "123456", browserKey })).rejects.toThrow(refused("link_expired"));
  });
});

it("requests are forgotten after a day, and not before", async () => {
  const [old, young] = [newEmail(), newEmail()];
  for (const email of [old, young]) await askFor({ merchantId: shared.id, email });
  await ageLinks(old, 86_400);
  await ageLinks(young, 86_000);
  await forgetOldLinks();
  expect([await countLinks(old), await countLinks(young)]).toEqual([0, 1]);
});
