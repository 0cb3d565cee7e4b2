import { markTestSnapshotsStale } from "../../db/snapshots";
import { handleSandboxPage } from "../../stripe/sandbox";

/**
 * Takes a form of the sandbox's pages, such as paying an invoice. Portals show at once what it changed, as if
 * Stripe had told of it by a webhook.
 */
export async function submitSandboxPage(request: Request): Promise<Response> {
  const answer = await handleSandboxPage(request);
  if (answer.status === 303) await markTestSnapshotsStale();
  return answer;
}
