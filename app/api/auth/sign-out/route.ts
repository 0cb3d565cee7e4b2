import { signOutMember } from "@/lib/http/dashboard/sign-out-member";
import { notAllowed } from "@/lib/http/not-allowed";

export const POST = signOutMember;
export const GET = notAllowed;
export const HEAD = notAllowed;
export const PUT = notAllowed;
export const PATCH = notAllowed;
export const DELETE = notAllowed;
export const OPTIONS = notAllowed;
