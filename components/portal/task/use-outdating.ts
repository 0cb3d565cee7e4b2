import { useQueryClient } from "@tanstack/react-query";
import { usePortal } from "../portal-context";
import { viewKey } from "../use-live-view";

/** To be called when the customer leaves to pay elsewhere: what is shown is asked for anew when they come back. */
export function useOutdating(): () => void {
  const client = useQueryClient();
  const { session } = usePortal().view;
  return () =>
    void client.invalidateQueries({ queryKey: viewKey(session.id), refetchType: "none" });
}
