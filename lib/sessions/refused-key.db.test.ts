import { expect, it } from "vitest";
import { serveFaultSandbox } from "@/scripts/testing/fault-sandbox";
import { keepMails } from "@/scripts/testing/mailbox";
import { makeMember } from "@/scripts/testing/make-member";
import { makeMerchant } from "@/scripts/testing/make-merchant";
import { database } from "../db/client";
import { PorticoError } from "../errors";
import { read } from "../stripe/call";
import { loadStripe } from "../stripe/client";
import { noteRefusedKey } from "./note-refused-key";
import { tellRefusedKey } from "./tell-refused-key";

async function refusalOf(merchantId: string): Promise<unknown> {
  const stripe = await loadStripe(merchantId, false);
  return read(() => stripe.customers.list()).catch((error: unknown) => error);
}

it("owners are mailed once a day when Stripe refuses their key, however many customers meet it", async () => {
  const sandbox = await serveFaultSandbox();
  keepMails();
  const merchant = await makeMerchant(sandbox);
  const owner = await makeMember(merchant.id, "owner");
  await makeMember(merchant.id, "viewer");
  const place = { merchantId: merchant.id, livemode: false };
  const count = async () => [
    await database().outboxEntry.count({
      where: { queue: "key_refused", payload: { path: ["merchantId"], equals: merchant.id } },
    }),
    await database().auditEntry.count({ where: { ...place, action: "stripe_key.refused" } }),
  ];
  await noteRefusedKey(place, new PorticoError("merchant_unavailable"));
  await noteRefusedKey(place, new PorticoError("stripe_unavailable"));
  expect(await count()).toEqual([0, 0]);
  merchant.account.arm({
    kind: "status-before",
    method: "GET",
    pathPrefix: "/v1/customers",
    times: 1,
    status: 401,
  });
  const refusal = await refusalOf(merchant.id);
  expect(refusal).toMatchObject({ code: "merchant_unavailable" });
  await Promise.all(Array.from({ length: 5 }, () => noteRefusedKey(place, refusal)));
  expect(await count()).toEqual([1, 1]);
  await tellRefusedKey({ ...place, member: owner.id });
  const mail = await database().keptMail.findFirst({ where: { to: owner.email } });
  expect(mail?.subject).toContain("Stripe refuses the key");
  expect(mail?.text).not.toContain("sk_");
  await database().$executeRaw`
    UPDATE audit_entries SET created_at = created_at - interval '25 hours'
    WHERE merchant_id = ${merchant.id} AND action = 'stripe_key.refused'`;
  await noteRefusedKey(place, refusal);
  expect(await count()).toEqual([2, 2]);
});
