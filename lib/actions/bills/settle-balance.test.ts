import { describe, expect, it } from "vitest";
import { settleBalance, settleLater } from "./settle-balance";

describe("what an invoice and a balance make of each other", () => {
  it.each([
    // before, total, due → credit, debt, after
    ["no balance", 0, 1200, 1200, 0, 0, 0],
    ["credit for a part of it", -400, 1200, 800, 400, 0, 0],
    ["credit for all of it", -2000, 1200, 0, 1200, 0, -800],
    ["less than nothing: more credit", 0, -700, 0, -700, 0, -700],
    ["less than nothing on top of credit", -300, -700, 0, -700, 0, -1000],
    ["a debt comes along", 250, 1200, 1450, 0, 250, 0],
    ["a debt that what comes back pays in part", 900, -700, 0, 0, 700, 200],
    ["a debt that what comes back more than pays", 250, -700, 0, -450, 250, -450],
    ["too little to charge: a debt", 0, 40, 0, 0, -40, 40],
    ["credit leaves too little to charge", -1180, 1200, 0, 1180, -20, 20],
  ])("%s", (_what, starting_balance, total, amount_due, credit, debt, balance) => {
    const settled = settleBalance({ starting_balance, total, amount_due });
    expect(settled).toEqual({ credit, debt, balance });
    expect(total - settled.credit + settled.debt).toBe(amount_due);
  });
});

describe("what will be charged", () => {
  it.each([
    // total, balance → due, credit, debt, left
    ["the price, without a balance", 1200, 0, 1200, 0, 0, 0],
    ["less by the credit", 1200, -700, 500, 700, 0, 0],
    ["nothing while there is credit enough", 1200, -3000, 0, 1200, 0, -1800],
    ["nothing when it is the very credit", 1200, -1200, 0, 1200, 0, 0],
    ["more by a debt", 1200, 40, 1240, 0, 40, 0],
    ["nothing for what is free, and the credit stays", 0, -500, 0, 0, 0, -500],
  ])("is %s", (_what, total, before, due, credit, debt, balance) => {
    expect(settleLater(total, before)).toEqual({ due, credit, debt, balance });
  });
});
