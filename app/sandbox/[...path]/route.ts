import { submitSandboxPage } from "@/lib/http/demo/submit-sandbox-page";
import { handleSandboxPage } from "@/lib/stripe/sandbox";

export const dynamic = "force-dynamic";

/** The sandbox's own pages: hosted invoices, their PDFs, receipts, 3-D Secure. */
export function GET(request: Request): Promise<Response> {
  return handleSandboxPage(request);
}

/** Their forms: paying an invoice, authenticating. The address, which nobody can guess, is the credential. */
export function POST(request: Request): Promise<Response> {
  return submitSandboxPage(request);
}
