import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { pinEnv, pinOnce } from "@/scripts/testing/pin-env";
import { database } from "../../db/client";
import { findKeptMail, keepMail, listKeptMails } from "../../db/kept-mails";
import { sendMail } from "../../email/send-mail";
import { env } from "../../env";
import { showMailbox } from "./show-mailbox";

const before = env();
const newAddress = () => `${randomUUID()}@example.com`;
const text = "Open:\nhttps://a.example/p/x/link/plk_1\nhttps://a.example/p/x/link/plk_1\n";
const mail = { from: "Acme <billing@localhost>", subject: "Hello", html: "<p>Hi</p>", text };

/** The environment of the demo on whichever database this is. */
function beDemo(isDemo: boolean) {
  const { DATA_DIR, DATABASE_URL, ENCRYPTION_KEYS } = before;
  const database = DATABASE_URL === undefined ? {} : { DATABASE_URL };
  pinEnv({ DATA_DIR, ENCRYPTION_KEYS, isDemo, ...database });
}

afterAll(() => pinOnce("env", before));

async function readMailbox(query: string) {
  const answer = await showMailbox(new Request(`http://localhost:3000/mailbox.json${query}`));
  return { status: answer.status, body: await answer.json() };
}

describe("the demo's mailbox", () => {
  it("keeps what would have been sent, from the cleaned name", async () => {
    beDemo(true);
    const to = newAddress();
    const { from: _, ...content } = mail;
    await sendMail({ ...content, to, fromName: 'Evil"\r\nBcc: x' });
    expect(await listKeptMails(to, 10)).toMatchObject([
      { to, from: "Evil Bcc x <billing@localhost>", subject: "Hello", text },
    ]);
  });

  it("shows the mails to one address, newest first, with what can be opened", async () => {
    beDemo(true);
    const to = newAddress();
    await keepMail({ ...mail, to, subject: "First" });
    await database().$executeRaw`
      UPDATE kept_mails SET created_at = to_timestamp(1700000000) WHERE "to" = ${to}`;
    await keepMail({ ...mail, to, subject: "Second" });
    await keepMail({ ...mail, to: `x${to}` });
    const { status, body } = await readMailbox(`?to=${encodeURIComponent(to)}`);
    expect(status).toBe(200);
    expect(body.mails.map(({ subject }: { subject: string }) => subject)).toEqual([
      "Second",
      "First",
    ]);
    expect(body.mails[1]).toEqual({
      ...mail,
      id: expect.stringMatching(/^mai_\w{24}$/),
      to,
      subject: "First",
      created_at: 1_700_000_000,
      links: ["https://a.example/p/x/link/plk_1"],
    });
  });

  it("is not there outside the demo", async () => {
    beDemo(false);
    const { status, body } = await readMailbox("");
    expect([status, body.error.code]).toEqual([404, "resource_missing"]);
  });

  it("makes room: only the newest 500 stay", async () => {
    const to = newAddress();
    await keepMail({ ...mail, to });
    const [oldest] = await listKeptMails(to, 1);
    await database().$executeRaw`
      INSERT INTO kept_mails (id, "to", "from", subject, html, text, created_at)
      SELECT 'mai_' || n, ${to}, '', '', '', '', now() + n * interval '1 ms'
      FROM generate_series(1, 499) AS n`;
    await keepMail({ ...mail, to });
    expect(await database().keptMail.count()).toBe(500);
    expect(await findKeptMail(oldest?.id ?? "")).toBeNull();
  });
});
