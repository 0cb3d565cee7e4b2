import { notAllowed } from "@/lib/http/not-allowed";
import { followDownload } from "@/lib/http/portal/downloads";

export async function GET(request: Request, { params }: { params: Promise<{ token: string }> }) {
  return followDownload(request, (await params).token);
}

export const HEAD = notAllowed;
export const POST = notAllowed;
export const PUT = notAllowed;
export const PATCH = notAllowed;
export const DELETE = notAllowed;
export const OPTIONS = notAllowed;
