import type Stripe from "stripe";

/** What Stripe's error envelope says beside the message. */
export type StripeErrorBody = {
  type: "invalid_request_error" | "idempotency_error" | "card_error" | "api_error";
  message: string;
  code?: string;
  param?: string;
  doc_url?: string;
  // Of a payment that was refused: why, and the objects as they then stand.
  decline_code?: string;
  advice_code?: string;
  charge?: string;
  payment_intent?: Stripe.PaymentIntent;
  payment_method?: Stripe.PaymentMethod;
  payment_method_type?: string;
  setup_intent?: Stripe.SetupIntent;
};

/** Refuses a request as Stripe would: this status, this body. */
export class SandboxError extends Error {
  readonly status: number;
  readonly body: StripeErrorBody;

  constructor(status: number, body: StripeErrorBody) {
    super(body.message);
    this.name = "SandboxError";
    this.status = status;
    this.body = body.code === undefined ? body : { ...body, doc_url: docUrl(body.code) };
  }
}

function docUrl(code: string): string {
  return `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}`;
}

/** 400 invalid_request_error with the parameter at fault. */
export function invalid(message: string, param?: string, code?: string): SandboxError {
  return new SandboxError(400, {
    type: "invalid_request_error",
    message,
    ...(code === undefined ? {} : { code }),
    ...(param === undefined ? {} : { param }),
  });
}

/** The object of a path does not exist: 404, param `id` unless that part of the path is called otherwise. */
export function noSuchPath(noun: string, id: string, param = "id"): SandboxError {
  return missing(404, noun, id, param);
}

/** An object named in a parameter does not exist: 400, param = the parameter's name. */
export function noSuchReference(noun: string, id: string, param: string): SandboxError {
  return missing(400, noun, id, param);
}

function missing(status: number, noun: string, id: string, param: string): SandboxError {
  return new SandboxError(status, {
    type: "invalid_request_error",
    code: "resource_missing",
    message: `No such ${noun}: '${id.slice(0, 255)}'`,
    param,
  });
}
