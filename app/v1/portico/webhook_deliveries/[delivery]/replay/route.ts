import { serve } from "@/lib/http/v1/serve";
import { replayDelivery } from "@/lib/http/v1/webhook-deliveries/replay-delivery";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(replayDelivery);
