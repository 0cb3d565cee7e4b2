import { notAllowed } from "@/lib/http/not-allowed";
import { preview } from "@/lib/http/perform-action";
import { withPortalSession } from "@/lib/http/with-portal-session";

export const POST = withPortalSession(preview);
export const GET = notAllowed;
export const HEAD = notAllowed;
export const PUT = notAllowed;
export const PATCH = notAllowed;
export const DELETE = notAllowed;
export const OPTIONS = notAllowed;
