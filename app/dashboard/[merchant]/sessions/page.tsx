import { DashboardFrame } from "@/components/dashboard/frame/dashboard-frame";
import { Sessions } from "@/components/dashboard/sessions/sessions";
import { UnknownFilter } from "@/components/dashboard/sessions/unknown-filter";
import { loadDashboardFrame } from "@/lib/http/dashboard/load-dashboard-frame";
import { loadDashboardPage } from "@/lib/http/dashboard/load-dashboard-page";
import { listSessions } from "@/lib/sessions/list-sessions";
import { readSessionFilter } from "@/lib/sessions/session-filter";
import { revokeSessions } from "./actions";

type Props = PageProps<"/dashboard/[merchant]/sessions">;

export default async function Page({ params, searchParams }: Props) {
  const context = await loadDashboardPage((await params).merchant);
  const { segment } = context;
  const filter = readSessionFilter(await searchParams);
  const [frame, page] = await Promise.all([
    loadDashboardFrame(context),
    filter && listSessions(context, filter),
  ]);
  const canRevoke = frame.role !== "viewer";
  return (
    <DashboardFrame frame={frame}>
      {filter !== null && page !== null ? (
        <Sessions {...{ segment, filter, page, canRevoke }} revoke={revokeSessions} />
      ) : (
        <UnknownFilter segment={segment} />
      )}
    </DashboardFrame>
  );
}
