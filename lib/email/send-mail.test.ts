import fc from "fast-check";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { runs } from "@/scripts/runs";
import { findFreePort } from "@/scripts/testing/free-port";
import { pinEnv, pinOnce } from "@/scripts/testing/pin-env";
import { canMail } from "./can-mail";
import { sendMail } from "./send-mail";

type Taken = { readonly raw: string; readonly recipients: readonly string[] };

const nothing: Taken = { raw: "", recipients: [] };
const taken: Taken[] = [];
const refuse = vi.fn<() => number | null>(() => null);
const log = { error: vi.fn(), info: vi.fn(), warn: vi.fn() };
const from = "billing@portico.example";
let port = 0;
let server: SMTPServer;

function listen(): Promise<void> {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    closeTimeout: 10,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      const recipients = session.envelope.rcptTo.map(({ address }) => address);
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const responseCode = refuse();
        if (responseCode !== null) {
          return done(Object.assign(new Error("<ann@example.com> not now"), { responseCode }));
        }
        taken.push({ raw: Buffer.concat(chunks).toString("latin1"), recipients });
        return done();
      });
    },
  });
  return new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
}

const close = () => new Promise<void>((resolve) => server.close(() => resolve()));

const mail = {
  to: "ann@example.com",
  fromName: "Acme",
  subject: "Hello",
  html: "<p>Hi</p>",
  text: "Hi",
};

/** The header lines of a message, folded ones put together. */
function headersOf(raw: string): string[] {
  const [head = ""] = raw.split("\r\n\r\n");
  return head.replace(/\r\n[ \t]+/g, " ").split("\r\n");
}

beforeAll(async () => {
  port = await findFreePort();
  await listen();
});

afterAll(close);

beforeEach(() => {
  pinOnce("log", log);
  pinEnv({ EMAIL_SERVER: `smtp://127.0.0.1:${port}`, EMAIL_FROM: from, isDemo: false });
  taken.splice(0);
});

afterEach(() => refuse.mockReset().mockReturnValue(null));

describe("a mail over SMTP", () => {
  it("goes to one recipient, with both parts, and says that a machine wrote it", async () => {
    await sendMail({ ...mail, text: "Grüße 🚀", html: "<p>Grüße 🚀</p>" });
    expect(canMail()).toBe(true);
    const [{ raw, recipients } = nothing] = taken;
    expect(recipients).toEqual(["ann@example.com"]);
    const parsed = await PostalMime.parse(raw);
    expect(parsed.from).toEqual({ name: "Acme", address: from });
    expect(parsed.to).toEqual([{ name: "", address: "ann@example.com" }]);
    expect(parsed.subject).toBe("Hello");
    expect(parsed.text?.trim()).toBe("Grüße 🚀");
    expect(parsed.html?.trim()).toBe("<p>Grüße 🚀</p>");
    const headers = headersOf(raw).map((line) => line.toLowerCase());
    expect(headers).toContain("auto-submitted: auto-generated");
  });

  it("has one From line, one recipient and no header of somebody else's making, whatever names say", async () => {
    const parts = fc.constantFrom(
      "\r\nBcc: eve@evil.example",
      "\n",
      '"',
      "<eve@evil.example>",
      ",",
      "=?utf-8?B?",
      "?=",
      "\u202e",
      "é",
      "🚀",
    );
    const hostile = fc.array(fc.oneof(parts, fc.string({ unit: "binary" })), { maxLength: 20 });
    const text = hostile.map((list) => list.join(""));
    await fc.assert(
      fc.asyncProperty(text, text, async (fromName, subject) => {
        taken.splice(0);
        await sendMail({ ...mail, fromName, subject: `Hello ${subject}` });
        const [{ raw, recipients } = nothing] = taken;
        expect(recipients).toEqual(["ann@example.com"]);
        const names = headersOf(raw).map((line) => line.split(":")[0]?.toLowerCase());
        expect(names.filter((name) => name === "from")).toHaveLength(1);
        expect(names.filter((name) => name === "to")).toHaveLength(1);
        expect(names.sort()).toEqual(
          [
            "auto-submitted",
            "content-type",
            "date",
            "from",
            "message-id",
            "mime-version",
            "subject",
            "to",
          ].sort(),
        );
        const parsed = await PostalMime.parse(raw);
        expect(parsed.from?.address).toBe(from);
      }),
      { numRuns: runs(300) / 4 },
    );
    // Dozens of mails over a socket; cut short, the rest would answer the questions of the next test.
  }, 60_000);

  it.each([
    "a@x.co,b@y.co",
    "a@x.co;b@y.co",
    "a@x.co b@y.co",
    '"a@evil.com"@x.co',
    "a@evil.com@x.co",
    "x <a@evil.com>",
    "a@x.co\r\nBcc: b@y.co",
    "a@[127.0.0.1]",
    "(comment)a@x.co",
    "group:a@x.co;",
    "a",
    "@x.co",
    "",
    `${"a".repeat(250)}@x.co`,
  ])("is not sent to %j", async (to) => {
    await expect(sendMail({ ...mail, to })).rejects.toMatchObject({ code: "email_invalid" });
    expect(taken).toEqual([]);
  });

  it.each([451, 550])(
    "throws when the server answers %i, without the words that name the address",
    async (code) => {
      refuse.mockReturnValueOnce(code);
      const error: unknown = await sendMail(mail).catch((thrown: unknown) => thrown);
      expect(String(error)).toContain(`${code}`);
      expect(JSON.stringify([String(error), Object(error).cause])).not.toContain("ann@");
      await sendMail(mail);
      expect(taken).toHaveLength(1);
    },
  );

  it("throws while the server is down, and works once it is back", async () => {
    await close();
    await expect(sendMail(mail)).rejects.toThrow("did not take the mail");
    await listen();
    await sendMail(mail);
    expect(taken).toHaveLength(1);
  });
});

describe("without a mail server, outside the demo,", () => {
  it("no mail is sent, and that can be known before", async () => {
    pinEnv({ isDemo: false });
    expect(canMail()).toBe(false);
    await expect(sendMail(mail)).rejects.toMatchObject({ code: "mail_off" });
  });
});
