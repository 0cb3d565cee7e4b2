/** Why an attempt failed. Nothing of what a receiver said stands in it. */
export type FaultReason =
  | "address_blocked"
  | "dns"
  | "connection"
  | "tls"
  | "timeout"
  | "answer_too_large"
  | "redirect"
  | "status";

/** Thrown by whatever keeps an attempt from arriving. */
export class DeliveryFault extends Error {
  override readonly name = "DeliveryFault";
  readonly reason: FaultReason;
  /** The status of the answer, when there was one. */
  readonly status: number | null;

  constructor(reason: FaultReason, status: number | null = null, cause?: unknown) {
    super(`The delivery failed: ${reason}.`, { cause });
    this.reason = reason;
    this.status = status;
  }
}
