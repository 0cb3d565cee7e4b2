import { serve } from "@/lib/http/v1/serve";
import { revokeSession } from "@/lib/http/v1/sessions/revoke-session";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(revokeSession);
