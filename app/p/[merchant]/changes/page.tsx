import { PortalPage } from "@/components/portal/portal-page";
import { ChangeList } from "@/components/portal/records/change-list";
import { loadChanges } from "@/lib/http/pages/load-changes";
import { loadPortalPage } from "@/lib/http/pages/load-portal-page";

export default async function Page({ params, searchParams }: PageProps<"/p/[merchant]/changes">) {
  const { merchant } = await params;
  const { after: given } = await searchParams;
  const after = typeof given === "string" ? given : null;
  const page = await loadPortalPage(merchant);
  const changes = await loadChanges(merchant, after);
  return (
    <PortalPage {...page}>
      <ChangeList page={changes} after={after} />
    </PortalPage>
  );
}
