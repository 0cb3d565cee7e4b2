import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { MailboxPage } from "@/components/demo/mailbox-page";
import { loadMailbox } from "@/lib/http/demo/load-mailbox";

export const metadata: Metadata = { title: "Mailbox · Portico demo" };
export const dynamic = "force-dynamic";

export default async function Page() {
  const mailbox = await loadMailbox();
  if (mailbox === null) notFound();
  return <MailboxPage {...mailbox} open={null} />;
}
