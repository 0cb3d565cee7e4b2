import { createPortalSession } from "@/lib/http/v1/create-portal-session";
import { unknownUrl } from "@/lib/http/v1/unknown-url";
import { withSecretKey } from "@/lib/http/v1/with-secret-key";

export const POST = withSecretKey(createPortalSession);
export const GET = unknownUrl;
export const HEAD = unknownUrl;
export const PUT = unknownUrl;
export const PATCH = unknownUrl;
export const DELETE = unknownUrl;
export const OPTIONS = unknownUrl;
