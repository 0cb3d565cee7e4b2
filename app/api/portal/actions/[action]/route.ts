import { notAllowed } from "@/lib/http/not-allowed";
import { confirm } from "@/lib/http/portal/perform-action";
import { withPortalSession } from "@/lib/http/portal/with-portal-session";

export const POST = withPortalSession(confirm);
export const GET = notAllowed;
export const HEAD = notAllowed;
export const PUT = notAllowed;
export const PATCH = notAllowed;
export const DELETE = notAllowed;
export const OPTIONS = notAllowed;
