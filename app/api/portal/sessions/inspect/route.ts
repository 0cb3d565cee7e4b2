import { notAllowed } from "@/lib/http/not-allowed";
import { inspectMailedLink } from "@/lib/http/portal/inspect-mailed-link";
import { withOwnPage } from "@/lib/http/with-own-page";

export const POST = withOwnPage(inspectMailedLink);
export const GET = notAllowed;
export const HEAD = notAllowed;
export const PUT = notAllowed;
export const PATCH = notAllowed;
export const DELETE = notAllowed;
export const OPTIONS = notAllowed;
