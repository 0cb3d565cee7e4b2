import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { makeBareMerchant } from "@/scripts/testing/make-merchant";
import { newId } from "../ids";
import { database } from "./client";
import { deleteOldDownloads, insertDownload, takeDownload } from "./downloads";

const url = "https://pay.example/invoice.pdf";

async function makeDownload() {
  const { id: merchantId } = await makeBareMerchant();
  const tokenHash = randomUUID();
  const sessionId = newId("portalSession");
  await insertDownload({ tokenHash, merchantId, sessionId, url });
  return tokenHash;
}

function age(tokenHash: string, seconds: number) {
  return database().$executeRaw`
    UPDATE downloads SET created_at = created_at - make_interval(secs => ${seconds})
    WHERE token_hash = ${tokenHash}`;
}

describe("a download", () => {
  it("is taken once, however many try", async () => {
    const token = await makeDownload();
    const tries = await Promise.all(Array.from({ length: 30 }, () => takeDownload(token, 60)));
    expect(tries.filter((taken) => taken !== null)).toMatchObject([{ url }]);
    expect(await takeDownload(token, 60)).toBeNull();
  });

  it("is good for a minute", async () => {
    const [young, old] = [await makeDownload(), await makeDownload()];
    await age(young, 30);
    await age(old, 60);
    expect(await takeDownload(young, 60)).toMatchObject({ url });
    expect(await takeDownload(old, 60)).toBeNull();
  });

  it("is forgotten after a day", async () => {
    const [young, old] = [await makeDownload(), await makeDownload()];
    await age(young, 86_000);
    await age(old, 86_400);
    await deleteOldDownloads(86_400);
    const left = await database().download.findMany({ where: { tokenHash: { in: [young, old] } } });
    expect(left.map(({ tokenHash }) => tokenHash)).toEqual([young]);
  });

  it("leads nowhere when its token is unknown", async () => {
    expect(await takeDownload(randomUUID(), 60)).toBeNull();
  });
});
