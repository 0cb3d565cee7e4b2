import { rollBackConfiguration } from "@/lib/http/v1/portability/roll-back-configuration";
import { serve } from "@/lib/http/v1/serve";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(rollBackConfiguration);
