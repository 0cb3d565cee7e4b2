import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import { type ExampleName, exampleNames } from "@/lib/portal/example-snapshots";
import { makeConfiguration, makePrice, makeProduct } from "@/lib/portal/fact-builders";
import { type PreviewMessage, previewMessageSchema } from "@/lib/portal/preview-message";
import { PreviewContext } from "./preview-context";
import { PreviewPage } from "./preview-page";
import { refuseInPreview } from "./refuse-in-preview";

vi.mock("next/navigation", () => ({
  useSearchParams: () => new URLSearchParams(),
  useRouter: () => ({ replace: () => undefined }),
}));

const message: PreviewMessage = {
  type: "portico.preview",
  configuration: makeConfiguration(),
  catalogue: {
    products: [makeProduct(), makeProduct({ id: "prod_pro", name: "Pro" })].map(mutable),
    prices: [makePrice(), makePrice({ id: "price_pro", productId: "prod_pro" })],
  },
  example: "subscribed",
  frame: {
    segment: "test_acme",
    base: "/p/test_acme",
    name: "Acme",
    livemode: false,
    accent: null,
    logoUrl: null,
    sandbox: false,
    loginUrl: null,
  },
  scheme: "light",
};

function mutable(product: ReturnType<typeof makeProduct>) {
  return { ...product, features: [...product.features] };
}

function html(path: readonly string[], change: Partial<PreviewMessage> = {}): string {
  const scene = { message: { ...message, ...change }, revision: 1, now: 1_801_353_600 };
  return renderToStaticMarkup(
    <PreviewContext value={scene}>
      <PreviewPage path={path} />
    </PreviewContext>,
  );
}

const subscription = ["subscriptions", "sub_example_1"];
const paths = [
  [],
  ["invoices"],
  ["billing"],
  [...subscription, "change"],
  [...subscription, "change", "price_pro"],
  [...subscription, "cancel"],
  ["subscriptions", "sub_elsewhere", "cancel"],
  ["nowhere"],
];
const cases = exampleNames.flatMap((name) =>
  paths.map((path): [ExampleName, string, string[]] => [name, path.join("/"), path]),
);

describe("the preview", () => {
  it.each(cases)("shows %s at /%s", (example, _path, path) => {
    expect(html(path, { example })).toContain("Acme");
  });

  it("leads nowhere but into itself", () => {
    for (const path of paths) {
      const links = Array.from(html(path).matchAll(/ href="([^"]*)"/g), ([, href]) => href ?? "");
      const inside = links.filter((href) => href.startsWith("/"));
      expect(inside.filter((href) => !href.startsWith("/dashboard/preview"))).toEqual([]);
    }
  });

  it("follows unsaved settings", () => {
    const off = makeConfiguration({ subscription_cancel: { enabled: false } });
    expect(html([])).toContain("Cancel subscription");
    expect(html([], { configuration: off })).not.toContain("Cancel subscription");
  });

  it("waits while nobody has said what to show", () => {
    expect(renderToStaticMarkup(<PreviewPage path={[]} />)).toContain("Loading the preview");
  });

  it("refuses whatever is asked or done", async () => {
    const told = async (path: string) => {
      const answer = await refuseInPreview(path, { method: "POST" });
      expect(answer.status).toBe(403);
      return (await answer.json()).error.code;
    };
    expect(await told("actions/cancel_subscription")).toBe("preview_only");
    expect(await told("previews/undo_cancel")).toBe("preview_only");
    expect(await told("previews/change_plan")).toBe("preview_unpriced");
  });
});

describe("what the preview is told", () => {
  it("is taken when it is whole", () => {
    expect(previewMessageSchema.parse(structuredClone(message))).toEqual(message);
  });

  it.each([
    null,
    "portico.preview",
    {},
    { ...message, type: "portico.other" },
    { ...message, example: "somebody" },
    { ...message, scheme: "sepia" },
    { ...message, configuration: { ...message.configuration, unknown: true } },
    { ...message, catalogue: { products: [{ id: 1 }], prices: [] } },
  ])("is ignored otherwise: case %#", (data) => {
    expect(previewMessageSchema.safeParse(data).success).toBe(false);
  });
});
