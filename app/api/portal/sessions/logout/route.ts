import { notAllowed } from "@/lib/http/not-allowed";
import { logOut } from "@/lib/http/portal/log-out";
import { withPortalSession } from "@/lib/http/portal/with-portal-session";

export const POST = withPortalSession(logOut);
export const GET = notAllowed;
export const HEAD = notAllowed;
export const PUT = notAllowed;
export const PATCH = notAllowed;
export const DELETE = notAllowed;
export const OPTIONS = notAllowed;
