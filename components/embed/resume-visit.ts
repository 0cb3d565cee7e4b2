import { sendBare } from "./embed-door";
import { type Grant, readGrant } from "./grant";

/** Goes on with the session of before the reload; null when it is over, or nobody could be asked. */
export async function resumeVisit(resume: string, browser: string): Promise<Grant | null> {
  const response = await sendBare("sessions/renew", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ resume, browser }),
  }).catch(() => null);
  return response?.ok ? readGrant(await response.json()) : null;
}
