import { createTransport } from "nodemailer";
import { env } from "../env";
import { log } from "../log";
import { once } from "../once";

const connectMs = 10_000;
const allMs = 30_000;

type Message = {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
};

/**
 * Hands one cleaned message to the mail server: one recipient, at most 30 s in all. Throws when the server did not
 * take it; what it said is not repeated, since it may name the address.
 */
export async function sendOverSmtp({ from, to, subject, html, text }: Message): Promise<void> {
  try {
    await transport().sendMail({
      from,
      to: { name: "", address: to },
      envelope: { from: from.address, to: [to] },
      subject,
      html,
      text,
      headers: { "Auto-Submitted": "auto-generated" },
      signal: AbortSignal.timeout(allMs),
    });
  } catch (error) {
    throw new Error(`The mail server did not take the mail (${reasonOf(error)}).`);
  }
}

/** A few connections, kept for the next mail. */
function transport() {
  return once("smtp", () => {
    const made = createTransport({
      url: env().EMAIL_SERVER,
      pool: true,
      connectionTimeout: connectMs,
      greetingTimeout: connectMs,
      socketTimeout: allMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    made.on("error", (error) => log().warn({ reason: reasonOf(error) }, "mail server"));
    return made;
  });
}

/** `ECONNREFUSED` or `EENVELOPE 451`: enough to find the fault. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const { code, responseCode } = error as Error & Record<"code" | "responseCode", unknown>;
  return [code ?? error.name, responseCode].filter((part) => part !== undefined).join(" ");
}
