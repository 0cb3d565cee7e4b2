import { retrieveChangeRecord } from "@/lib/http/v1/change-records/retrieve-change-record";
import { serve } from "@/lib/http/v1/serve";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(retrieveChangeRecord);
