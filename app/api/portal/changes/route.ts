import { notAllowed } from "@/lib/http/not-allowed";
import { showChanges } from "@/lib/http/portal/show-changes";
import { withPortalSession } from "@/lib/http/portal/with-portal-session";

export const GET = withPortalSession(showChanges);
export const POST = notAllowed;
export const PUT = notAllowed;
export const PATCH = notAllowed;
export const DELETE = notAllowed;
export const OPTIONS = notAllowed;
