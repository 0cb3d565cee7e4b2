import { notAllowed } from "@/lib/http/not-allowed";
import { showView } from "@/lib/http/portal/show-view";
import { withPortalSession } from "@/lib/http/portal/with-portal-session";

export const GET = withPortalSession(showView);
export const POST = notAllowed;
export const PUT = notAllowed;
export const PATCH = notAllowed;
export const DELETE = notAllowed;
export const OPTIONS = notAllowed;
