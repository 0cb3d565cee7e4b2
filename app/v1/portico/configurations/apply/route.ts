import { applyConfigurations } from "@/lib/http/v1/portability/apply-configurations";
import { serve } from "@/lib/http/v1/serve";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(applyConfigurations);
