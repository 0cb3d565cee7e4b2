import { retrieveEvent } from "@/lib/http/v1/events/retrieve-event";
import { serve } from "@/lib/http/v1/serve";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(retrieveEvent);
