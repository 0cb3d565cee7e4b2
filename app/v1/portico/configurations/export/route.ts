import { exportConfigurations } from "@/lib/http/v1/portability/export-configurations";
import { serve } from "@/lib/http/v1/serve";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(exportConfigurations);
