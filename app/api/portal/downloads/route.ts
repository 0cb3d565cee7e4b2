import { createDownload } from "@/lib/http/downloads";
import { notAllowed } from "@/lib/http/not-allowed";
import { withPortalSession } from "@/lib/http/with-portal-session";

export const POST = withPortalSession(createDownload);
export const GET = notAllowed;
export const HEAD = notAllowed;
export const PUT = notAllowed;
export const PATCH = notAllowed;
export const DELETE = notAllowed;
export const OPTIONS = notAllowed;
