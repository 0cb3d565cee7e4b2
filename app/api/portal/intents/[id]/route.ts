import { notAllowed } from "@/lib/http/not-allowed";
import { showIntent } from "@/lib/http/portal/perform-action";
import { withPortalSession } from "@/lib/http/portal/with-portal-session";

export const GET = withPortalSession(showIntent);
export const POST = notAllowed;
export const PUT = notAllowed;
export const PATCH = notAllowed;
export const DELETE = notAllowed;
export const OPTIONS = notAllowed;
