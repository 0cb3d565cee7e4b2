import { serve } from "@/lib/http/v1/serve";
import { listDeliveries } from "@/lib/http/v1/webhook-deliveries/list-deliveries";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(listDeliveries);
