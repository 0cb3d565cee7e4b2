import { inspectSession, landSession } from "@/lib/http/portal/land-session";

export async function GET(request: Request, { params }: { params: Promise<{ code: string }> }) {
  return landSession(request, (await params).code);
}

export const HEAD = inspectSession;
