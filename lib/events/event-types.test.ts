import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { actionInputs, actionNames } from "../portal/actions";
import { actionEvent } from "./action-event";
import { eventTypeNames, eventTypes, matchEventTypes } from "./event-types";

describe("the types of events", () => {
  it("are Stripe's own or ours, and stand in the guide with their sentence", () => {
    const guide = readFileSync("docs/guides/webhooks.md", "utf8");
    for (const [name, { summary, object }] of Object.entries(eventTypes)) {
      expect(name).toMatch(/^(?:billing_portal|portico)(?:\.[a-z_]+)+$/);
      expect(guide.replace(/ +/g, " ")).toContain(`| \`${name}\` | ${summary} | ${object} |`);
    }
  });

  it("hold one for every action, told by ids alone", () => {
    const intent = {
      id: "int_1",
      livemode: true,
      sessionId: "bps_1",
      customerId: "cus_1",
      target: "sub_1",
    };
    const types = actionNames.map((name) => actionEvent(name, intent, "applied")?.type ?? name);
    expect(new Set(types).size).toBe(actionNames.length);
    // Where a page of Stripe's is only opened, nothing has happened yet.
    expect(types.filter((type) => type in actionInputs)).toEqual(["add_payment_method"]);
    expect(actionEvent("cancel_subscription", intent, "scheduled")).toEqual({
      type: "portico.subscription.canceled",
      data: {
        id: "int_1",
        object: "portico.action",
        action: "cancel_subscription",
        customer: "cus_1",
        livemode: true,
        outcome: "scheduled",
        session: "bps_1",
        subscription: "sub_1",
      },
    });
    const ofCustomer = actionEvent("update_customer", { ...intent, target: "cus_1" }, "applied");
    expect(ofCustomer?.data.subscription).toBeNull();
  });
});

describe("a name with *", () => {
  it.each([
    ["*", eventTypeNames],
    ["billing_portal.*", eventTypeNames.filter((name) => name.startsWith("billing_portal."))],
    ["*.created", eventTypeNames.filter((name) => name.endsWith(".created"))],
    ["billing_portal.session.created", ["billing_portal.session.created"]],
    ["*portal*session*", ["billing_portal.session.created"]],
    ["billing_portal.session.created*", ["billing_portal.session.created"]],
    ["billing_portal.session.created.created", []],
    ["portico.customer.updated*updated", []],
    ["billing_portal", []],
    ["invoice.paid", []],
    ["", []],
    ["(.*)+$", []],
  ])("%j finds what it means", (pattern, found) => {
    expect(matchEventTypes(pattern)).toEqual(found);
  });
});
