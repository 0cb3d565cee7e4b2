import { expect, it } from "vitest";
import { inOrder } from "./in-order";

const payment = [
  "customer.subscription.created",
  "customer.updated",
  "invoice.created",
  "invoice.finalized",
  "payment_intent.created",
  "charge.succeeded",
  "payment_intent.succeeded",
  "invoice_payment.paid",
  "invoice.updated",
  "invoice.paid",
  "invoice.payment_succeeded",
  "customer.subscription.updated",
] as const;

const happenings = payment.map((type) => ({ type, object: {} }));

it("what an invoice's payment makes known comes with causes before effects", () => {
  const told = [...happenings.slice(2).toReversed(), ...happenings.slice(0, 2)];
  const types = inOrder(told).map(({ type }) => type);
  const beginning = types.slice(0, 9);
  expect(beginning).toEqual(payment.slice(0, 9));
  expect(types.at(-1)).toBe("customer.subscription.updated");
});

it("what is already in order stays so", () => {
  expect(inOrder(happenings)).toEqual(happenings);
});
