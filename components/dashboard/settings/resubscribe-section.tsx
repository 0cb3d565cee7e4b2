"use client";

import { SettingSwitch } from "./setting-switch";
import { ToggledSection } from "./settings-section";

const resubscribe = "portico.subscription_resubscribe";

/** What a customer whose subscription has ended may do about it. */
export function ResubscribeSection() {
  return (
    <ToggledSection
      name="resubscribe"
      summary="Customers begin again what has ended, with a click."
      toggle={`${resubscribe}.enabled`}
    >
      <SettingSwitch
        name={`${resubscribe}.allow_price_change`}
        label="Another plan"
        help="They may choose any plan of the list. Otherwise they get the one they had."
      />
      <SettingSwitch
        name={`${resubscribe}.allow_promotion_code`}
        label="Promotion codes"
        help="They may type a code in the same step."
      />
    </ToggledSection>
  );
}
