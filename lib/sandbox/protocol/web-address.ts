import { invalid } from "./errors";
import { type Param, string } from "./params";

/** An absolute http or https address (Stripe's `url_invalid` otherwise). */
export function webAddress(): Param<string> {
  const text = string(5000);
  return {
    ...text,
    read: (raw, path) => {
      const address = text.read(raw, path);
      if (URL.canParse(address) && /^https?:\/\/[^/]/i.test(address)) return address;
      throw invalid("Not a valid URL", path, "url_invalid");
    },
  };
}
