"use server";

import { z } from "zod";
import { saveConfiguration as save } from "@/lib/configurations/save-configuration";
import { merchantAction } from "@/lib/http/dashboard/merchant-action";

export const saveConfiguration = merchantAction({
  role: "admin",
  schema: z.strictObject({
    merchant: z.string(),
    configuration: z.string().max(100),
    version: z
      .int()
      .min(1)
      .max(2 ** 31 - 2),
    document: z.unknown(),
  }),
  act: save,
});
