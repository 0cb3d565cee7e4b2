"use client";

import { useQuery } from "@tanstack/react-query";
import { AllWords } from "@/components/portal/all-words";
import { fetchRecord } from "@/components/portal/call-portal";
import { useCaller } from "@/components/portal/portal-context";
import { RecordPage } from "@/components/portal/records/record-page";
import { EmbedRead } from "./embed-read";

/** One change, if it is this customer's. */
export function EmbedRecord({ id }: { id: string }) {
  const caller = useCaller();
  const query = useQuery({
    queryKey: ["change-record-opened", caller.session, id],
    queryFn: ({ signal }) => fetchRecord({ ...caller, signal }, id),
  });
  return (
    <AllWords>
      <EmbedRead query={query}>{(opened) => <RecordPage opened={opened} />}</EmbedRead>
    </AllWords>
  );
}
