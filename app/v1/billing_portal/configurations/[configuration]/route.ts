import { retrieveConfiguration } from "@/lib/http/v1/configurations/retrieve-configuration";
import { updateConfiguration } from "@/lib/http/v1/configurations/update-configuration";
import { serve } from "@/lib/http/v1/serve";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(
  retrieveConfiguration,
  updateConfiguration,
);
