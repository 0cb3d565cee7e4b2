import { describe, expect, it } from "vitest";
import { requireCard } from "./instrument";
import { type Circumstances, judgeCharge, judgeSetup } from "./judge-card";

const present: Circumstances = {
  isOffSession: false,
  isSetUp: false,
  isAuthenticated: false,
  asksFor3ds: false,
};
const away = { ...present, isOffSession: true };
const setUpAway = { ...away, isSetUp: true };
const done = { ...present, isAuthenticated: true };
const asking = { ...present, asksFor3ds: true };

describe("what the bank answers to a charge", () => {
  const cases: [string, Circumstances, string][] = [
    ["visa", present, "approved"],
    ["visa", asking, "approved"],
    ["visa", away, "approved"],
    ["chargeDeclined", done, "generic_decline"],
    ["chargeCustomerFail", present, "generic_decline"],
    ["authenticationRequired", present, "authenticate"],
    ["authenticationRequired", setUpAway, "authenticate"],
    ["authenticationRequired", done, "approved"],
    ["authenticationRequiredOnSetup", present, "authenticate"],
    ["authenticationRequiredOnSetup", away, "authenticate"],
    ["authenticationRequiredOnSetup", setUpAway, "approved"],
    ["authenticationRequiredSetupForOffSession", present, "authenticate"],
    ["authenticationRequiredSetupForOffSession", away, "approved"],
    ["authenticationRequiredChargeDeclinedInsufficientFunds", present, "authenticate"],
    ["authenticationRequiredChargeDeclinedInsufficientFunds", done, "insufficient_funds"],
    ["authenticationRequiredChargeDeclinedInsufficientFunds", away, "insufficient_funds"],
    ["threeDSecureRequiredChargeDeclined", done, "generic_decline"],
    ["threeDSecureOptional", present, "approved"],
    ["threeDSecureOptional", asking, "authenticate"],
    ["riskLevelHighest", present, "fraudulent"],
  ];
  it.each(cases)("%s", (name, at, expected) => {
    const verdict = judgeCharge(requireCard(name), at);
    expect(verdict.kind === "declined" ? verdict.decline.decline_code : verdict.kind).toBe(
      expected,
    );
  });
});

describe("what the bank answers when a card is set up", () => {
  const cases: [string, Circumstances, string][] = [
    ["visa", present, "approved"],
    ["chargeDeclinedExpiredCard", present, "declined"],
    ["chargeCustomerFail", present, "approved"],
    ["authenticationRequired", present, "authenticate"],
    ["authenticationRequired", done, "approved"],
    ["authenticationRequiredOnSetup", setUpAway, "authenticate"],
    ["authenticationRequiredSetupForOffSession", present, "approved"],
    ["threeDSecureOptional", asking, "authenticate"],
  ];
  it.each(cases)("%s", (name, at, expected) => {
    expect(judgeSetup(requireCard(name), at).kind).toBe(expected);
  });
});
