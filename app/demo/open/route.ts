import { notAllowed } from "@/lib/http/not-allowed";
import { openDemo } from "@/lib/http/open-demo";

export const POST = openDemo;
export const GET = notAllowed;
export const HEAD = notAllowed;
export const PUT = notAllowed;
export const PATCH = notAllowed;
export const DELETE = notAllowed;
export const OPTIONS = notAllowed;
