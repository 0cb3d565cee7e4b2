"use client";

import { Note } from "./note";
import { ToggledSection } from "./settings-section";

/** Whether customers see and choose what they pay with. */
export function PaymentSection() {
  return (
    <ToggledSection
      name="payment"
      summary="Customers see what they pay with, and choose which one is used."
      toggle="features.payment_method_update.enabled"
      goesWith="features.subscription_update.enabled"
      whenOff={<Note>A customer whose card expires has to write to you.</Note>}
    />
  );
}
