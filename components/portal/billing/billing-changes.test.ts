import { describe, expect, it } from "vitest";
import type { BillingField } from "@/lib/portal/view";
import { view } from "../view-fixture";
import { findChanges } from "./billing-changes";

const all: readonly BillingField[] = ["name", "phone", "address"];
const { billing } = view;
if (billing === null) throw new Error("The fixture has billing information.");

const opened = {
  name: "Mona Reyes",
  phone: "",
  "address[line1]": "1 Market St",
  "address[line2]": "",
  "address[city]": "San Francisco",
  "address[state]": "CA",
  "address[postal_code]": "94105",
  "address[country]": "US",
};

function changes(typed: Partial<typeof opened>, fields = all) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...opened, ...typed })) form.set(name, value);
  return billing && findChanges(billing, fields, form);
}

describe("what the form sends", () => {
  it("is nothing when nothing was changed, or only space around it", () => {
    expect(changes({})).toBeNull();
    expect(changes({ name: " Mona Reyes ", "address[city]": "San Francisco " })).toBeNull();
  });

  it("is what was changed and nothing else", () => {
    expect(changes({ name: "Mona R." })).toEqual({ name: "Mona R." });
    expect(changes({ name: "", phone: "+1 2" })).toEqual({ name: "", phone: "+1 2" });
  });

  it("is a whole address when a part of it was changed", () => {
    expect(changes({ "address[country]": "CA" })).toEqual({
      address: {
        line1: "1 Market St",
        line2: "",
        city: "San Francisco",
        state: "CA",
        postal_code: "94105",
        country: "CA",
      },
    });
  });

  it("is no field that may not be changed", () => {
    expect(changes({ name: "Eve", phone: "1", "address[city]": "X" }, ["phone"])).toEqual({
      phone: "1",
    });
  });
});
