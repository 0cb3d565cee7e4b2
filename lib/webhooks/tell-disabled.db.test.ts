import { beforeEach, describe, expect, it, vi } from "vitest";
import { makeBareMerchant } from "@/scripts/testing/make-merchant";
import { makeEndpoint } from "@/scripts/testing/make-webhook";
import { pinOnce } from "@/scripts/testing/pin-env";
import { database } from "../db/client";
import { env } from "../env";
import { newId } from "../ids";
import { tellDisabled } from "./tell-disabled";

const log = { warn: vi.fn() };

beforeEach(() => {
  pinOnce("env", { ...env(), isDemo: true });
  pinOnce("log", log);
  vi.clearAllMocks();
});

async function makeNotice(status: string, role = "owner") {
  const place = { merchantId: (await makeBareMerchant()).id, livemode: false };
  const url = "https://hooks.example.com/portico?token=secret";
  const { row } = await makeEndpoint(place, { url });
  await database().webhookEndpoint.update({ where: { id: row.id }, data: { status } });
  const member = newId("member");
  const email = `${member}@example.com`.toLowerCase();
  await database().member.create({ data: { id: member, email } });
  await database().membership.create({
    data: { merchantId: place.merchantId, memberId: member, role },
  });
  const notice = { merchantId: place.merchantId, endpoint: row.id, member };
  return { notice, mails: () => database().keptMail.findMany({ where: { to: email } }) };
}

describe("an owner", () => {
  it.each(["gone", "failing"] as const)(
    "is mailed that an endpoint was disabled: %s",
    async (reason) => {
      const { notice, mails } = await makeNotice("disabled");
      await tellDisabled({ ...notice, reason });
      const [mail, ...others] = await mails();
      expect(others).toEqual([]);
      expect(mail?.subject).toBe("A webhook of Shop was switched off");
      for (const text of [mail?.text, mail?.html]) {
        expect(text).toContain("hooks.example.com");
        expect(text).toContain(notice.endpoint);
        expect(text).not.toContain("token=secret");
      }
    },
  );

  it("is not mailed once it is enabled again", async () => {
    const { notice, mails } = await makeNotice("enabled");
    await tellDisabled({ ...notice, reason: "gone" });
    expect(await mails()).toEqual([]);
  });

  it("is nobody else", async () => {
    const { notice, mails } = await makeNotice("disabled", "viewer");
    await tellDisabled({ ...notice, reason: "gone" });
    expect(await mails()).toEqual([]);
  });

  it("is told by the log where nobody can be mailed", async () => {
    const { notice, mails } = await makeNotice("disabled");
    pinOnce("env", { ...env(), isDemo: false });
    await tellDisabled({ ...notice, reason: "gone" });
    expect(await mails()).toEqual([]);
    const { merchantId, endpoint } = notice;
    const told = { endpoint, merchantId, reason: "gone" };
    expect(log.warn).toHaveBeenCalledExactlyOnceWith(told, "a webhook endpoint was disabled");
  });
});
