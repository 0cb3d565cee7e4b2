import { listEvents } from "@/lib/http/v1/events/list-events";
import { serve } from "@/lib/http/v1/serve";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(listEvents);
