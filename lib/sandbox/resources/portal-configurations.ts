import { endpoint } from "../endpoint";
import { asList, pagination } from "../protocol/list";
import { boolean } from "../protocol/params";

/** Stripe's own portal configurations: an account here has none. */
export const portalConfigurationEndpoints = [
  endpoint(
    "GET",
    "/v1/billing_portal/configurations",
    { ...pagination, active: boolean(), is_default: boolean() },
    async () => asList("/v1/billing_portal/configurations", { data: [], hasMore: false }),
  ),
];
