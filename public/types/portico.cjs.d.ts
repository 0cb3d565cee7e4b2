/**
 * For projects of CommonJS, beside portico.d.ts: what `require("stripe")` is typed by cannot be added to under its own
 * name. Put both files where node_modules is; anywhere else, correct the two paths.
 */
import type { PorticoConfiguration, PorticoSession, PorticoSessionOptions } from "./portico";

declare module "./node_modules/stripe/cjs/resources/BillingPortal/Sessions.js" {
  interface Session {
    portico?: PorticoSession;
  }
  namespace BillingPortal {
    interface SessionCreateParams {
      portico?: PorticoSessionOptions;
    }
  }
}

declare module "./node_modules/stripe/cjs/resources/BillingPortal/Configurations.js" {
  interface Configuration {
    portico?: PorticoConfiguration;
  }
  namespace BillingPortal {
    interface ConfigurationCreateParams {
      portico?: PorticoConfiguration;
    }
    interface ConfigurationUpdateParams {
      portico?: PorticoConfiguration;
    }
  }
}
