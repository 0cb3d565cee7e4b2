import { PorticoError } from "../../errors";
import { newRequestId, respond, respondError } from "../respond";
import { loadMailbox, type MailboxMail } from "./load-mailbox";

/** `GET /mailbox.json?to=`: the demo's mails as JSON, newest first, all or those to one address. Demo only. */
export async function showMailbox(request: Request): Promise<Response> {
  const requestId = newRequestId();
  try {
    const to = new URL(request.url).searchParams.get("to");
    const mailbox = await loadMailbox(to);
    if (mailbox === null) throw new PorticoError("resource_missing", { message: "No such path." });
    return respond({ mails: mailbox.mails.map(serialize) }, requestId);
  } catch (error) {
    return respondError(error, requestId);
  }
}

function serialize({ id, to, from, subject, html, text, createdAt }: MailboxMail) {
  const created = Math.floor(createdAt.getTime() / 1000);
  return { id, to, from, subject, html, text, created_at: created, links: findLinks(text) };
}

/** What a reader of the plain text could open, each once. */
function findLinks(text: string): string[] {
  return [...new Set(text.match(/https?:\/\/[^\s<>"]+/g))];
}
