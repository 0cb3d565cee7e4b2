import { showDocument } from "@/lib/http/v1/openapi/show-document";
import { unknownUrl } from "@/lib/http/v1/unknown-url";

export const GET = showDocument;
export const HEAD = unknownUrl;
export const POST = unknownUrl;
export const PUT = unknownUrl;
export const PATCH = unknownUrl;
export const DELETE = unknownUrl;
export const OPTIONS = unknownUrl;
