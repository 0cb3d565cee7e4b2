import { showMailbox } from "@/lib/http/demo/show-mailbox";
import { notAllowed } from "@/lib/http/not-allowed";

export const GET = showMailbox;
export const HEAD = notAllowed;
export const POST = notAllowed;
export const PUT = notAllowed;
export const PATCH = notAllowed;
export const DELETE = notAllowed;
export const OPTIONS = notAllowed;
