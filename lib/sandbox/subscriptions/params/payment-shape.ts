import { array, emptyable, hash, oneOf, type Values } from "../../protocol/params";
import { paymentMethodOptionsShape } from "./payment-method-options";

/** Every kind of payment method that the SDK's types name. */
export const paymentMethodTypes = oneOf(
  ..."ach_credit_transfer ach_debit acss_debit affirm alipay amazon_pay au_becs_debit bacs_debit bancontact billie blik boleto card cashapp crypto custom customer_balance eps fpx giropay grabpay ideal jp_credit_transfer kakao_pay klarna konbini kr_card link mb_way multibanco naver_pay nz_bank_account p24 pay_by_bank payco paynow paypal payto pix promptpay revolut_pay satispay sepa_credit_transfer sepa_debit sequra sofort swish twint upi us_bank_account wechat_pay".split(
    " ",
  ),
);

const paymentSettingsShape = {
  payment_method_options: hash(paymentMethodOptionsShape),
  payment_method_types: emptyable(array(paymentMethodTypes, 50)),
  save_default_payment_method: oneOf("off", "on_subscription"),
};
export const paymentSettings = hash(paymentSettingsShape);
export type PaymentSettingsParams = Values<typeof paymentSettingsShape>;

export const paymentBehavior = oneOf(
  "allow_incomplete",
  "default_incomplete",
  "error_if_incomplete",
  "pending_if_incomplete",
);
