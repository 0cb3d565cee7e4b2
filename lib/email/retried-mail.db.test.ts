import { randomBytes } from "node:crypto";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { pinEnv, pinOnce } from "@/scripts/testing/pin-env";
import { database, transact } from "../db/client";
import { addToOutbox } from "../db/outbox";
import { env } from "../env";
import { createJobQueue } from "../jobs/create-job-queue";
import { sendMail } from "./send-mail";

const before = env();
const recipients: string[] = [];
let asked = 0;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  closeTimeout: 10,
  onRcptTo({ address }, _session, done) {
    asked += 1;
    if (asked === 1) return done(Object.assign(new Error("Greylisted"), { responseCode: 451 }));
    recipients.push(address);
    return done();
  },
});

beforeAll(async () => {
  const { server: listening } = server;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = listening.address();
  if (typeof address !== "object" || address === null) throw new Error("The server has no port.");
  const { DATA_DIR, DATABASE_URL, ENCRYPTION_KEYS } = before;
  pinEnv({
    DATA_DIR,
    ENCRYPTION_KEYS,
    EMAIL_SERVER: `smtp://127.0.0.1:${address.port}`,
    EMAIL_FROM: "billing@portico.example",
    ...(DATABASE_URL === undefined ? {} : { DATABASE_URL }),
  });
});

afterAll(async () => {
  pinOnce("env", before);
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

it("a mail that the server refuses for now is delivered once, at the next try", async () => {
  const queue = `test_${randomBytes(6).toString("hex")}`;
  const mail = {
    to: "ann@example.com",
    fromName: "Acme",
    subject: "Hello",
    html: "Hi",
    text: "Hi",
  };
  const jobs = createJobQueue({ [queue]: () => sendMail(mail) });
  await transact((tx) => addToOutbox(tx, queue, { n: 1 }));
  for (let round = 0; round < 4; round++) {
    await jobs.round();
    await jobs.settled();
    await database().$executeRaw`
      UPDATE pgboss.job SET start_after = now() - interval '1 s' WHERE name = ${queue}`;
  }
  await jobs.close();
  expect([asked, recipients]).toEqual([2, ["ann@example.com"]]);
});
