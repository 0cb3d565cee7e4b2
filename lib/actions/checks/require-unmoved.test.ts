import { describe, expect, it, vi } from "vitest";
import { makeScene } from "@/scripts/testing/make-scene";
import type { Expected } from "../../portal/preview";
import type { Action } from "../action";
import { undoCancel } from "../undo-cancel";
import { expectedOf, requireFact } from "./find-in-view";
import { requireUnmoved } from "./require-unmoved";

const scene = makeScene();
const input = { subscription: "sub_1" };
const still: Expected = expectedOf(requireFact(scene.snapshot, "sub_1"), {
  prorationDate: scene.now - 60,
  amount: 1290,
});

/** An action whose preview shows `shown` now, prorated from whatever second it is asked for. */
function actionThatShows(shown: Expected) {
  const preview: Action<"undo_cancel">["preview"] = vi.fn(
    async (_scene, { subscription }, second) => ({
      preview: { kind: "undo_cancel" as const, subscription, name: "Pro", renewsAt: 5 },
      expected: shown.prorationDate === null ? shown : { ...shown, prorationDate: second },
    }),
  );
  return { ...undoCancel, preview };
}

const outdated = (amount: number | null) =>
  expect.objectContaining({
    code: "preview_outdated",
    status: 409,
    details: {
      extra: {
        preview: expect.objectContaining({ kind: "undo_cancel" }),
        expected: expect.objectContaining({ amount }),
      },
    },
  });

describe("a confirm passes", () => {
  it("when Stripe shows what the customer was shown, asked for the very same second", async () => {
    const action = actionThatShows(still);
    await expect(requireUnmoved(action, scene, input, still)).resolves.toMatchObject({
      kind: "undo_cancel",
    });
    expect(action.preview).toHaveBeenCalledExactlyOnceWith(scene, input, still.prorationDate);
  });

  it("without a proration as long as nothing moved, however long the customer thought", async () => {
    const unprorated = { ...still, prorationDate: null };
    await expect(
      requireUnmoved(actionThatShows(unprorated), scene, input, unprorated),
    ).resolves.toMatchObject({ kind: "undo_cancel" });
  });

  it.each([0, 1, 600])("%i seconds after the preview", async (seconds) => {
    const shown = { ...still, prorationDate: scene.now - seconds };
    await expect(
      requireUnmoved(actionThatShows(still), scene, input, shown),
    ).resolves.toMatchObject({ kind: "undo_cancel" });
  });
});

describe("a confirm is held back, with the new preview", () => {
  it.each<[string, Partial<Expected>]>([
    ["another amount", { amount: 1291 }],
    ["no amount", { amount: null }],
    ["another status", { status: "past_due" }],
    ["a cancellation", { cancelAt: 99 }],
    ["another price", { items: ["si_1:price_9:1"] }],
    ["another quantity", { items: ["si_1:price_1:2"] }],
    ["an item more", { items: [...still.items, "si_3:price_3:1"] }],
    ["an item less", { items: [] }],
    ["no proration any more", { prorationDate: null }],
  ])("when Stripe shows %s", async (_what, moved) => {
    const shows = { ...still, ...moved };
    await expect(requireUnmoved(actionThatShows(shows), scene, input, still)).rejects.toEqual(
      outdated(shows.amount),
    );
  });

  it.each([601, 86_400, -601])(
    "%i seconds after the preview, priced as of now",
    async (seconds) => {
      const action = actionThatShows(still);
      const shown = { ...still, prorationDate: scene.now - seconds };
      await expect(requireUnmoved(action, scene, input, shown)).rejects.toEqual(outdated(1290));
      expect(action.preview).toHaveBeenCalledExactlyOnceWith(scene, input, scene.now);
    },
  );

  it("when the customer claims not to have been shown the proration", async () => {
    const claimed = { ...still, prorationDate: null };
    await expect(requireUnmoved(actionThatShows(still), scene, input, claimed)).rejects.toEqual(
      outdated(1290),
    );
  });
});

it("asks for the present second when the subscription moved: Stripe refuses one of an earlier period", async () => {
  const action = actionThatShows(still);
  const shown = { ...still, items: ["si_1:price_9:1"] };
  await expect(requireUnmoved(action, scene, input, shown)).rejects.toEqual(outdated(1290));
  expect(action.preview).toHaveBeenCalledExactlyOnceWith(scene, input, scene.now);
});
