import { readdirSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { ageMember, makeMember } from "@/scripts/testing/make-member";
import { makeBareMerchant } from "@/scripts/testing/make-merchant";

const sent = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => sent.headers }));

type Page = (props: object) => Promise<unknown>;

const folder = new URL("./[merchant]/", import.meta.url).pathname;
const files = readdirSync(folder, { recursive: true })
  .map((file) => String(file).replaceAll("\\", "/"))
  .filter((file) => /(?:^|\/)page\.tsx$/.test(file));

function isPage(value: unknown): value is Page {
  return typeof value === "function";
}

/** How Next is told where a page leads instead: `NEXT_REDIRECT;…` or `NEXT_HTTP_ERROR_FALLBACK;404`. */
async function visit(file: string, merchant: string, cookie: string | null): Promise<string> {
  sent.headers = new Headers(cookie === null ? {} : { cookie });
  const module: Record<string, unknown> = await import(`${folder}${file}`);
  const page = module["default"];
  if (!isPage(page)) throw new Error(`${file} is no page.`);
  const props = { params: Promise.resolve({ merchant }), searchParams: Promise.resolve({}) };
  try {
    await page(props);
    return "shown";
  } catch (error) {
    return error instanceof Error && "digest" in error ? String(error.digest) : String(error);
  }
}

describe("without proxy.ts, too,", () => {
  it("there are pages to try", () => {
    expect(files.length).toBeGreaterThan(2);
  });

  it.each(files)("%s sends anonymous visitors to the sign-in page", async (file) => {
    const { id, slug } = await makeBareMerchant();
    const idle = await makeMember(id, "owner");
    await ageMember(idle, "last_active_at", 30 * 60);
    for (const cookie of [null, idle.cookie, "next-auth.session-token=x"]) {
      const led = await visit(file, `test_${slug}`, cookie);
      expect(led).toMatch(/^NEXT_REDIRECT;\w+;\/dashboard\/sign-in;/);
    }
  });

  it.each(files)("%s does not exist for a member of another merchant", async (file) => {
    const { id } = await makeBareMerchant();
    const { slug: foreign } = await makeBareMerchant();
    const { cookie } = await makeMember(id, "owner");
    for (const segment of [`test_${foreign}`, foreign, "test_no-such-shop", "__proto__", "\0"]) {
      expect(await visit(file, segment, cookie)).toBe("NEXT_HTTP_ERROR_FALLBACK;404");
    }
  });
});
