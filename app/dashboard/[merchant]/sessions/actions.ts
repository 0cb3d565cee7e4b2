"use server";

import { z } from "zod";
import { merchantAction } from "@/lib/http/dashboard/merchant-action";
import { revokeSessions as revoke } from "@/lib/sessions/revoke-sessions";

export const revokeSessions = merchantAction({
  role: "admin",
  schema: z.strictObject({
    merchant: z.string(),
    sessions: z.array(z.string().max(200)).min(1).max(100),
  }),
  act: async (context, { sessions }) => ({ revoked: await revoke(context, sessions) }),
});
