"use client";

import { usePortal } from "../portal-context";

/** How many of what is counted in `unit` are in use, as the session says; 0 where it says nothing. */
export function useInUse(): (unit: string | null) => number {
  const { inUse } = usePortal().view;
  return (unit) => (unit !== null && Object.hasOwn(inUse, unit) ? (inUse[unit] ?? 0) : 0);
}
