import { listVersions } from "@/lib/http/v1/portability/list-versions";
import { serve } from "@/lib/http/v1/serve";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(listVersions);
