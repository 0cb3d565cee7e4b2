import { randomBytes, randomInt } from "node:crypto";
import type { z } from "zod";
import { database } from "@/lib/db/client";
import { findDefaultConfiguration } from "@/lib/db/configurations";
import { env } from "@/lib/env";
import { newSecret } from "@/lib/ids";
import { configurationSchema } from "@/lib/portal/configuration";
import { askLink, type LinkRequest } from "@/lib/proofs/ask-link";
import { sendLink } from "@/lib/proofs/send-link";
import { updateConfiguration } from "@/scripts/testing/update-configuration";
import type { TestMerchant } from "./make-merchant";
import { pinEnv } from "./pin-env";

type MailSettings = NonNullable<
  NonNullable<z.input<typeof configurationSchema>["portico"]>["email_authentication"]
>;

/** An address nobody has used before: limits count them over all merchants. */
export const newEmail = () => `ada.${randomBytes(6).toString("hex")}@example.com`;

/** A network address of its own, for the same reason. */
export const newAddress = () => [10, randomInt(256), randomInt(256), randomInt(256)].join(".");

/** Mails are kept in the database from now on, also where that is a PostgreSQL. */
export function keepMails(): void {
  pinEnv({ ...env(), isDemo: true });
}

/** Switches the merchant's login page on, for customers only unless it `sells`; gives its configuration's id. */
export async function openLogin(
  { id: merchantId }: Pick<TestMerchant, "id">,
  mail: MailSettings = {},
  enabled = true,
  sells = false,
): Promise<string> {
  const row = await findDefaultConfiguration(merchantId, false);
  const before = configurationSchema.parse(row?.document);
  const document = configurationSchema.parse({
    ...before,
    login_page: { enabled },
    portico: {
      ...before.portico,
      plan_picker: { ...before.portico.plan_picker, enabled: sells },
      email_authentication: mail,
    },
  });
  await updateConfiguration(merchantId, false, row?.id ?? "", { document });
  return row?.id ?? "";
}

type Asked = Partial<LinkRequest> & { readonly merchantId: string; readonly email: string };

/** Asks for a customer's link as a browser of its own would; gives that browser's key. */
export async function askFor(request: Asked): Promise<string> {
  const browserKey = newSecret("pfk");
  const row = await findDefaultConfiguration(request.merchantId, false);
  const asked: LinkRequest = {
    audience: "customer",
    livemode: false,
    configurationId: row?.id ?? null,
    redirectUrl: null,
    sessionId: null,
    browserKey,
    address: newAddress(),
    ...request,
  };
  await askLink(asked);
  return asked.browserKey;
}

/** Does what the queue would do with everything that was asked for this mailbox, oldest first. */
export async function sendAsked(email: string): Promise<void> {
  const links = await database().$queryRaw<{ id: string }[]>`
    SELECT l.id FROM email_links l JOIN outbox o ON o.payload->>'link' = l.id
    WHERE l.email = ${email} AND o.queue = 'email_link' ORDER BY o.id`;
  for (const { id } of links) await sendLink(id);
}

export type ReadMail = {
  readonly link: string;
  readonly code: string;
  readonly pin: string;
  readonly from: string;
};

/** Every mail to this address, oldest first. */
export async function readMails(email: string): Promise<ReadMail[]> {
  const mails = await database().keptMail.findMany({
    where: { to: email },
    orderBy: { createdAt: "asc" },
  });
  return mails.map(({ text, from }) => {
    const [link = ""] = /^https?:\S+$/m.exec(text) ?? [];
    const [code = ""] = /p[lm][kl]_[\w-]{43}/.exec(link) ?? [];
    const [, first = "", second = ""] = /^(\d{3}) (\d{3})$/m.exec(text) ?? [];
    return { link, code, pin: first + second, from };
  });
}

/** The last of them. */
export async function readMail(email: string): Promise<ReadMail> {
  const mail = (await readMails(email)).at(-1);
  if (mail === undefined) throw new Error("Nothing was mailed.");
  return mail;
}

/** Makes what was asked for and sent to this mailbox older. */
export async function ageLinks(email: string, seconds: number): Promise<void> {
  await database().$executeRaw`
    UPDATE email_links SET created_at = created_at - make_interval(secs => ${seconds}),
      sent_at = sent_at - make_interval(secs => ${seconds}),
      used_at = used_at - make_interval(secs => ${seconds}) WHERE email = ${email}`;
}

/** Six digits that are not these. */
export const otherPin = (pin: string) => (pin === "000000" ? "000001" : "000000");
