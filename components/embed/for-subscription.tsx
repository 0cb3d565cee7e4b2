"use client";

import type { ReactNode } from "react";
import { AllWords } from "@/components/portal/all-words";
import { useSubscription } from "@/components/portal/portal-context";
import { NothingHere } from "./nothing-here";

/** The page of a task, if the subscription it is about is this customer's. */
export function ForSubscription({ id, children }: { id: string; children: ReactNode }) {
  return useSubscription(id) === null ? <NothingHere /> : <AllWords>{children}</AllWords>;
}
