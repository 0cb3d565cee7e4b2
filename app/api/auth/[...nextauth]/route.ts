import { nextAuthDoor } from "@/lib/http/dashboard/next-auth-door";
import { notAllowed } from "@/lib/http/not-allowed";

export const GET = nextAuthDoor;
export const POST = nextAuthDoor;
// Next would answer HEAD by running GET, which signs somebody in.
export const HEAD = notAllowed;
export const PUT = notAllowed;
export const PATCH = notAllowed;
export const DELETE = notAllowed;
export const OPTIONS = notAllowed;
