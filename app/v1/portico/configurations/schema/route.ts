import { showExportSchema } from "@/lib/http/v1/portability/show-export-schema";
import { serve } from "@/lib/http/v1/serve";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(showExportSchema);
