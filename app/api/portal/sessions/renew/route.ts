import { notAllowed } from "@/lib/http/not-allowed";
import { renewPortalSession } from "@/lib/http/portal/renew-portal-session";

export const POST = renewPortalSession;
export const GET = notAllowed;
export const HEAD = notAllowed;
export const PUT = notAllowed;
export const PATCH = notAllowed;
export const DELETE = notAllowed;
export const OPTIONS = notAllowed;
