import { openDemo } from "@/lib/http/demo/open-demo";
import { notAllowed } from "@/lib/http/not-allowed";

export const POST = openDemo;
export const GET = notAllowed;
export const HEAD = notAllowed;
export const PUT = notAllowed;
export const PATCH = notAllowed;
export const DELETE = notAllowed;
export const OPTIONS = notAllowed;
