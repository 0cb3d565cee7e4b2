import { describe, expect, it } from "vitest";
import { makeBareMerchant } from "@/scripts/testing/make-merchant";
import { type Api, openApi } from "@/scripts/testing/open-api";
import { database } from "../../../db/client";
import { feedbackOptionAnswer } from "../../../wire/feedback-option";

const path = "/v1/billing/feedback_options";
const configurations = "/v1/billing_portal/configurations";
const field = "features[subscription_cancel][cancellation_reason][feedback_options]";

async function setUp(livemode = false) {
  const { id } = await makeBareMerchant();
  const api = await openApi(id, livemode);
  const { portal } = api;
  const make = (description: string) => portal.billing.feedbackOptions.create({ description });
  return { id, make, ...api };
}

async function refusal(answer: ReturnType<Api["send"]>) {
  const { status, body } = await answer;
  return { status, code: body.error?.code, param: body.error?.param };
}

function audits(merchantId: string) {
  return database().auditEntry.findMany({ where: { merchantId }, orderBy: { createdAt: "asc" } });
}

describe("a feedback option", () => {
  it("is made, read, changed and deactivated, and each is written down", async () => {
    const { id: merchantId, portal, make } = await setUp();
    const { feedbackOptions } = portal.billing;
    const made = await make("The coffee was cold 🙂");
    const { lastResponse: _, ...body } = made;
    expect(feedbackOptionAnswer.parse(body)).toEqual({
      id: expect.stringMatching(/^fbo_\w{24}$/),
      object: "billing.feedback_option",
      description: "The coffee was cold 🙂",
      livemode: false,
      status: "active",
      status_transitions: { deactivated_at: null },
    });
    expect(await feedbackOptions.retrieve(made.id)).toMatchObject(body);
    const renamed = await feedbackOptions.update(made.id, { description: "Cold coffee" });
    expect(renamed).toMatchObject({ ...body, description: "Cold coffee" });
    expect(await feedbackOptions.update(made.id)).toMatchObject({ description: "Cold coffee" });
    const off = await feedbackOptions.deactivate(made.id);
    expect(off).toMatchObject({ status: "inactive" });
    expect(off.status_transitions.deactivated_at).toEqual(expect.any(Number));
    const again = await feedbackOptions.deactivate(made.id);
    expect(again.status_transitions).toEqual(off.status_transitions);
    expect(await audits(merchantId)).toMatchObject([
      { action: "feedback_option.created", target: made.id, actorType: "api_key" },
      { action: "feedback_option.updated", data: { after: "Cold coffee" } },
      { action: "feedback_option.deactivated" },
    ]);
  });

  it("is deactivated once, however many ask at once", async () => {
    const { id: merchantId, portal, make } = await setUp();
    const { id } = await make("Too far away");
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => portal.billing.feedbackOptions.deactivate(id)),
    );
    const moments = answers.map(({ status_transitions: told }) => told.deactivated_at);
    expect(new Set(moments).size).toBe(1);
    expect(await audits(merchantId)).toHaveLength(2);
  });

  it.each<[Record<string, string>, string, string]>([
    [{}, "parameter_missing", "description"],
    [{ description: "" }, "parameter_invalid_empty", "description"],
    [{ description: "   " }, "parameter_invalid_empty", "description"],
    [{ description: "x".repeat(101) }, "parameter_invalid", "description"],
    [{ description: "a\nb" }, "parameter_invalid", "description"],
    [{ description: "a\u202eb" }, "parameter_invalid", "description"],
    [{ description: "x", status: "active" }, "parameter_unknown", "status"],
  ])("is not made of %j", async (form, code, param) => {
    const { id: merchantId, send } = await setUp();
    expect(await refusal(send("POST", path, form))).toEqual({ status: 400, code, param });
    expect(await audits(merchantId)).toEqual([]);
  });

  it("may have a hundred letters", async () => {
    const { make } = await setUp();
    expect((await make("x".repeat(100))).description).toHaveLength(100);
  });

  it("of another merchant is as unknown as nobody's; of the other mode it is told so", async () => {
    const [mine, other] = [await setUp(), await setUp()];
    const { id } = await other.make("Theirs");
    const live = await openApi(other.id, true);
    for (const [method, rest] of [
      ["GET", ""],
      ["POST", ""],
      ["POST", "/deactivate"],
    ] as const) {
      for (const foreign of [id, "fbo_unknown", "%00", "bpc_1"]) {
        const answer = await refusal(mine.send(method, `${path}/${foreign}${rest}`));
        expect(answer).toEqual({ status: 404, code: "resource_missing", param: undefined });
      }
      expect(await refusal(live.send(method, `${path}/${id}${rest}`))).toMatchObject({
        status: 400,
        code: "livemode_mismatch",
      });
    }
    expect(await other.portal.billing.feedbackOptions.retrieve(id)).toMatchObject({
      status: "active",
    });
  });
});

describe("a list of feedback options", () => {
  it("is walked to its end by the SDK itself, and filtered by status", async () => {
    const { portal, make } = await setUp();
    const made: string[] = [];
    for (const text of ["one", "two", "three"]) made.push((await make(text)).id);
    await portal.billing.feedbackOptions.deactivate(made[0] ?? "");
    const walk = async (status?: "active" | "inactive") => {
      const found: string[] = [];
      const params = { limit: 1, ...(status === undefined ? {} : { status }) };
      for await (const { id } of portal.billing.feedbackOptions.list(params)) found.push(id);
      return found.toSorted();
    };
    expect(await walk()).toEqual(made.toSorted());
    expect(await walk("inactive")).toEqual([made[0]]);
    expect(await walk("active")).toEqual(made.slice(1).toSorted());
  });

  it.each<[Record<string, string>, string, string]>([
    [{ status: "gone" }, "parameter_invalid", "status"],
    [{ ending_before: "fbo_unknown" }, "resource_missing", "ending_before"],
    [{ limit: "x" }, "parameter_invalid_integer", "limit"],
  ])("is refused with %j", async (query, code, param) => {
    const { send } = await setUp();
    expect(await refusal(send("GET", path, query))).toEqual({ status: 400, code, param });
  });
});

describe("a configuration", () => {
  const reasons = (...ids: string[]) => ({
    "features[subscription_cancel][enabled]": "true",
    "features[subscription_cancel][cancellation_reason][enabled]": "true",
    "features[subscription_cancel][cancellation_reason][options]": "",
    ...Object.fromEntries(ids.map((id, index) => [`${field}[${index}]`, id])),
  });

  it("asks for own reasons, shows them whole when expanded, and forgets them", async () => {
    const { portal, make, send } = await setUp();
    const [one, two] = [await make("One"), await make("Two")];
    const { status, body } = await send("POST", configurations, reasons(two.id, one.id));
    expect(status).toBe(200);
    const at = ["features", "subscription_cancel", "cancellation_reason", "feedback_options"];
    expect(body).toHaveProperty(at, [two.id, one.id]);
    const shown = await portal.billingPortal.configurations.retrieve(String(body["id"]), {
      expand: [at.join(".")],
    });
    expect(shown.features.subscription_cancel.cancellation_reason.feedback_options).toMatchObject([
      { id: two.id, description: "Two" },
      { id: one.id, description: "One" },
    ]);
    const { body: cleared } = await send("POST", `${configurations}/${String(body["id"])}`, {
      "features[subscription_cancel][cancellation_reason][enabled]": "true",
      [field]: "",
    });
    expect(cleared).toHaveProperty(at, null);
  });

  it("takes neither inactive ones nor those of others, and keeps what was deactivated since", async () => {
    const { id: merchantId, portal, make, send } = await setUp();
    const [kept, off] = [await make("Kept"), await make("Off")];
    await portal.billing.feedbackOptions.deactivate(off.id);
    const foreign = await (await setUp()).make("Theirs");
    const live = await openApi(merchantId, true);
    const otherMode = await live.portal.billing.feedbackOptions.create({ description: "Live" });
    for (const [id, code] of [
      [off.id, "parameter_invalid"],
      [foreign.id, "resource_missing"],
      [otherMode.id, "resource_missing"],
      ["fbo_unknown", "resource_missing"],
    ] as const) {
      const answer = await send("POST", configurations, reasons(kept.id, id));
      expect(answer.status).toBe(400);
      expect(answer.body.error).toMatchObject({ code, param: `${field}[1]` });
      expect(answer.body.error?.message.includes("similar object")).toBe(id === otherMode.id);
    }
    const { body } = await send("POST", configurations, reasons(kept.id));
    await portal.billing.feedbackOptions.deactivate(kept.id);
    const one = `${configurations}/${String(body["id"])}`;
    expect((await send("POST", one, { name: "Other" })).status).toBe(200);
    expect(await refusal(send("POST", one, reasons(kept.id)))).toMatchObject({
      code: "parameter_invalid",
      param: `${field}[0]`,
    });
  });
});
