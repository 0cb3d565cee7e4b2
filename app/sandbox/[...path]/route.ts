import { handleSandboxPage } from "@/lib/stripe/sandbox";

export const dynamic = "force-dynamic";

/** The sandbox's own pages: hosted invoices and their PDFs. */
export function GET(request: Request): Promise<Response> {
  return handleSandboxPage(request);
}
