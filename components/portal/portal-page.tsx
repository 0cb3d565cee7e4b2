"use client";

import { AllWords } from "./all-words";
import { OverviewPage, type PageProps } from "./overview-page";

/** A page of the hosted surface on which something is done or read at length. */
export function PortalPage({ children, ...rest }: PageProps) {
  return (
    <OverviewPage {...rest}>
      <AllWords>{children}</AllWords>
    </OverviewPage>
  );
}
