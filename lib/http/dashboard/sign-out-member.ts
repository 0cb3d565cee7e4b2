import { endMemberSession } from "../../db/member-sessions";
import { hashToken } from "../../secrets";
import { requireOurOrigin } from "../origins";
import { redirect } from "../redirect";
import { newRequestId, respondError } from "../respond";
import { clearedMemberCookie, heldMemberToken } from "./member-cookie";

/** `POST /api/auth/sign-out`: ends the member's session, everywhere at once, and leads to the sign-in page. */
export async function signOutMember(request: Request): Promise<Response> {
  const requestId = newRequestId();
  try {
    requireOurOrigin(request, true);
    const token = heldMemberToken(request.headers.get("cookie"));
    if (token !== undefined) await endMemberSession(hashToken(token));
    const answer = redirect("/dashboard/sign-in", requestId);
    answer.headers.set("Set-Cookie", clearedMemberCookie());
    answer.headers.set("Clear-Site-Data", '"cache"');
    return answer;
  } catch (error) {
    return respondError(error, requestId);
  }
}
