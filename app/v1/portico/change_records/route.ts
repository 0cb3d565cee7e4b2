import { listChangeRecords } from "@/lib/http/v1/change-records/list-change-records";
import { serve } from "@/lib/http/v1/serve";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(listChangeRecords);
