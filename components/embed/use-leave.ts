"use client";

import { createContext, use } from "react";

export const LeaveContext = createContext<() => void>(() => undefined);

/** What takes the frame back to its door, once the session was ended. */
export function useLeave(): () => void {
  return use(LeaveContext);
}
