"use client";

import { createContext, use } from "react";

/** True where a member looks at the portal, not a customer: in the settings' preview. */
export const MembersEyes = createContext(false);

export function useMembersEyes(): boolean {
  return use(MembersEyes);
}
