import { serve } from "@/lib/http/v1/serve";
import { retrieveSession } from "@/lib/http/v1/sessions/retrieve-session";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(retrieveSession);
