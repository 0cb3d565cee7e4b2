import { createConfiguration } from "@/lib/http/v1/configurations/create-configuration";
import { listConfigurations } from "@/lib/http/v1/configurations/list-configurations";
import { serve } from "@/lib/http/v1/serve";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  listConfigurations,
  createConfiguration,
);
