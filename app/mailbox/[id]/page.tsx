import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { MailView } from "@/components/demo/mail-view";
import { MailboxPage } from "@/components/demo/mailbox-page";
import { loadMail, loadMailbox } from "@/lib/http/demo/load-mailbox";

export const metadata: Metadata = { title: "Mail · Portico demo" };

export default async function Page({ params, searchParams }: PageProps<"/mailbox/[id]">) {
  const { id } = await params;
  const { view } = await searchParams;
  const [mail, mailbox] = await Promise.all([loadMail(id), loadMailbox()]);
  if (mail === null || mailbox === null) notFound();
  return (
    <MailboxPage {...mailbox} open={id}>
      <MailView mail={mail} isText={view === "text"} />
    </MailboxPage>
  );
}
