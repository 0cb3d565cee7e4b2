import { RecoveryPage } from "@/components/portal/login/recovery-page";
import { loadRecoveryPage } from "@/lib/http/pages/load-login-page";

type Props = PageProps<"/p/[merchant]/recover/[configuration]">;

/** The way back in by mail. Reached only by proxy.ts, in place of a session link that opens nothing any more. */
export default async function Page({ params, searchParams }: Props) {
  const { merchant, configuration } = await params;
  const { reason, return_url: returnUrl } = await searchParams;
  const page = await loadRecoveryPage(merchant, configuration);
  return (
    <RecoveryPage
      {...page}
      reason={reason === "session_used" ? "session_used" : "session_expired"}
      returnUrl={typeof returnUrl === "string" ? returnUrl : page.returnUrl}
    />
  );
}
