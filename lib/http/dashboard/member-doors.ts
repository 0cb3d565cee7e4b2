import { askMemberLink, parseMemberLinkRequest } from "../../auth/ask-member-link";
import { redeemMemberLink } from "../../auth/redeem-member-link";
import { setUp } from "../../auth/set-up";
import { endMemberSession } from "../../db/member-sessions";
import { hashToken } from "../../secrets";
import { respond } from "../respond";
import type { OwnPageCall } from "../with-own-page";
import { heldMemberToken, memberCookie } from "./member-cookie";
import { clearMemberFlow, keepMemberFlow, readMemberFlow } from "./member-flow";

/** `POST /api/auth/link` ← `{ email, next? }` → 202, member or not. */
export async function askForMemberLink(call: OwnPageCall): Promise<Response> {
  const { email, next } = parseMemberLinkRequest(call.body);
  const { key, lines } = keepMemberFlow(readMemberFlow(call.cookie), next);
  await askMemberLink(email, key, call.address);
  return withCookies(respond({ status: "sent" }, call.requestId, 202), lines);
}

/** `POST /api/auth/link/redeem` ← `{ code }` or `{ pin, code? }` → `{ url }` and the member's cookie. */
export async function redeemForMember(call: OwnPageCall): Promise<Response> {
  const { key: browserKey, next } = readMemberFlow(call.cookie);
  const token = await redeemMemberLink(call.body, { browserKey, address: call.address });
  const answer = respond({ url: next ?? "/dashboard" }, call.requestId);
  await endFormerSession(call.cookie);
  return withCookies(answer, [memberCookie(token), ...clearMemberFlow()]);
}

/** `POST /api/auth/setup` ← `{ token, email, name, slug }` → `{ url }` and the first owner's cookie; once. */
export async function setUpInstallation(call: OwnPageCall): Promise<Response> {
  const { token } = await setUp(call.body);
  return withCookies(respond({ url: "/dashboard" }, call.requestId), [memberCookie(token)]);
}

/** Who signs in anew leaves no second way in behind. */
async function endFormerSession(cookie: string | null): Promise<void> {
  const former = heldMemberToken(cookie);
  if (former !== undefined) await endMemberSession(hashToken(former));
}

function withCookies(answer: Response, lines: readonly string[]): Response {
  for (const line of lines) answer.headers.append("Set-Cookie", line);
  return answer;
}
