"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { AllWords } from "@/components/portal/all-words";
import { fetchRecords } from "@/components/portal/call-portal";
import { useCaller } from "@/components/portal/portal-context";
import { ChangeList } from "@/components/portal/records/change-list";
import { EmbedRead } from "./embed-read";

/** What was changed here, newest first. */
export function EmbedChanges() {
  const caller = useCaller();
  const after = useSearchParams().get("after");
  const query = useQuery({
    queryKey: ["change-records", caller.session, after],
    queryFn: ({ signal }) => fetchRecords({ ...caller, signal }, after),
  });
  return (
    <AllWords>
      <EmbedRead query={query}>{(page) => <ChangeList page={page} after={after} />}</EmbedRead>
    </AllWords>
  );
}
