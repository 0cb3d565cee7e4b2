import { notAllowed } from "@/lib/http/not-allowed";
import { redeemProof } from "@/lib/http/portal/redeem-proof";
import { withOwnPage } from "@/lib/http/with-own-page";

export const POST = withOwnPage(redeemProof);
export const GET = notAllowed;
export const HEAD = notAllowed;
export const PUT = notAllowed;
export const PATCH = notAllowed;
export const DELETE = notAllowed;
export const OPTIONS = notAllowed;
