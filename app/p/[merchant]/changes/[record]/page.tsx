import { PortalPage } from "@/components/portal/portal-page";
import { RecordPage } from "@/components/portal/records/record-page";
import { loadChange } from "@/lib/http/pages/load-changes";
import { loadPortalPage } from "@/lib/http/pages/load-portal-page";

type Props = PageProps<"/p/[merchant]/changes/[record]">;

export default async function Page({ params }: Props) {
  const { merchant, record } = await params;
  const page = await loadPortalPage(merchant);
  const opened = await loadChange(merchant, record);
  return (
    <PortalPage {...page}>
      <RecordPage opened={opened} key={record} />
    </PortalPage>
  );
}
