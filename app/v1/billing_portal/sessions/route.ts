import { serve } from "@/lib/http/v1/serve";
import { createSession } from "@/lib/http/v1/sessions/create-session";
import { listSessions } from "@/lib/http/v1/sessions/list-sessions";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(createSession, listSessions);
