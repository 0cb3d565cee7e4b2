import { describe, expect, it, vi } from "vitest";
import { requireFound, type Sought } from "./require-found";

const sought = (over: Partial<Sought> = {}): Sought => ({
  kind: "configuration",
  id: "bpc_1",
  isInOtherMode: async () => false,
  ...over,
});

async function refusal(over: Partial<Sought>) {
  return requireFound(null, sought(over)).catch((error: unknown) => error);
}

describe("what an id of the caller's led to", () => {
  it("is given as it is, and the other mode is not asked", async () => {
    const isInOtherMode = vi.fn();
    expect(await requireFound({ id: 1 }, sought({ isInOtherMode }))).toEqual({ id: 1 });
    expect(isInOtherMode).not.toHaveBeenCalled();
  });

  it("is a 404 for an unknown id in the path", async () => {
    const missing = { code: "resource_missing", status: 404 };
    expect(await refusal({})).toMatchObject({
      ...missing,
      message: "No such configuration: 'bpc_1'",
    });
  });

  it("is told to be of the other mode, by path", async () => {
    const error = await refusal({ isInOtherMode: async () => true });
    expect(error).toMatchObject({ code: "livemode_mismatch", status: 400 });
  });

  it.each([
    [false, "live mode, but a test mode key"],
    [true, "test mode, but a live mode key"],
  ])("is told to be of the other mode, by parameter (livemode %s)", async (livemode, told) => {
    const named = { param: "configuration", livemode };
    const unknown = await refusal({ named });
    expect(unknown).toMatchObject({
      code: "resource_missing",
      details: { param: "configuration" },
    });
    expect(unknown).toHaveProperty("message", "No such configuration: 'bpc_1'");
    expect(await refusal({ named, isInOtherMode: async () => true })).toHaveProperty(
      "message",
      `No such configuration: 'bpc_1'; a similar object exists in ${told} was used to make this request.`,
    );
  });

  it.each(["", "bpc_\0", "../bpc_1", "b".repeat(256), "bpc_ä"])(
    "is not looked for when it is no id: %j",
    async (id) => {
      const isInOtherMode = vi.fn(async () => true);
      expect(await refusal({ id, isInOtherMode })).toMatchObject({ code: "resource_missing" });
      expect(isInOtherMode).not.toHaveBeenCalled();
    },
  );
});
