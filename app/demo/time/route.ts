import { moveTime } from "@/lib/http/demo/move-time";
import { notAllowed } from "@/lib/http/not-allowed";

export const POST = moveTime;
export const GET = notAllowed;
export const HEAD = notAllowed;
export const PUT = notAllowed;
export const PATCH = notAllowed;
export const DELETE = notAllowed;
export const OPTIONS = notAllowed;
