import { setUpInstallation } from "@/lib/http/dashboard/member-doors";
import { notAllowed } from "@/lib/http/not-allowed";
import { withOwnPage } from "@/lib/http/with-own-page";

export const POST = withOwnPage(setUpInstallation);
export const GET = notAllowed;
export const HEAD = notAllowed;
export const PUT = notAllowed;
export const PATCH = notAllowed;
export const DELETE = notAllowed;
export const OPTIONS = notAllowed;
