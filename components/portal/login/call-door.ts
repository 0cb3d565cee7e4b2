import type { Send } from "../call-portal";
import { readError } from "../read-error";
import { DoorError } from "./door-error";

/** POSTs to a path below `/api/portal/` that needs no session. Gives the JSON answer; throws DoorError. */
export async function callDoor(send: Send, path: string, body: object): Promise<object> {
  const init: RequestInit = {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json" },
    cache: "no-store",
  };
  const response = await send(path, init).catch(() => {
    throw new DoorError("offline", { status: 0 });
  });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && typeof answer === "object" && answer !== null) return answer;
  throw refusalOf(response, answer);
}

function refusalOf({ status, headers }: Response, answer: unknown): DoorError {
  const { code, requestId } = readError(status, answer);
  const seconds = Number.parseInt(headers.get("retry-after") ?? "", 10);
  const retryAfterSeconds = Number.isNaN(seconds) ? null : seconds;
  return new DoorError(code, { status, requestId, retryAfterSeconds, email: emailOf(answer) });
}

function emailOf(answer: unknown): string | null {
  const isNamed = typeof answer === "object" && answer !== null && "email" in answer;
  return isNamed && typeof answer.email === "string" ? answer.email : null;
}
