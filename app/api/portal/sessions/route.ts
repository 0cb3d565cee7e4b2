import { notAllowed } from "@/lib/http/not-allowed";
import { askForLink } from "@/lib/http/portal/ask-for-link";
import { withOwnPage } from "@/lib/http/with-own-page";

export const POST = withOwnPage(askForLink);
export const GET = notAllowed;
export const HEAD = notAllowed;
export const PUT = notAllowed;
export const PATCH = notAllowed;
export const DELETE = notAllowed;
export const OPTIONS = notAllowed;
