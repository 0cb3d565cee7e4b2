import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { findMerchantBySlug, insertMerchant, listMerchants } from "./merchants";

const newSlug = () => `shop-${randomBytes(4).toString("hex")}`;

describe("merchants", () => {
  it("are found by the slug they were made with, and by no other", async () => {
    const slug = newSlug();
    const { id } = await insertMerchant({ slug, name: "Shop" });
    expect(await findMerchantBySlug(slug)).toMatchObject({ id, slug, name: "Shop" });
    expect(await findMerchantBySlug(newSlug())).toBeNull();
  });

  it("cannot share a slug", async () => {
    const slug = newSlug();
    await insertMerchant({ slug, name: "First" });
    await expect(insertMerchant({ slug, name: "Second" })).rejects.toThrow();
    expect(await findMerchantBySlug(slug)).toMatchObject({ name: "First" });
  });

  it("are listed oldest first, never more than asked for", async () => {
    const slugs = [newSlug(), newSlug()];
    for (const slug of slugs) await insertMerchant({ slug, name: slug });
    const listed = (await listMerchants(100)).map(({ slug }) => slug);
    expect(listed.filter((slug) => slugs.includes(slug))).toEqual(slugs);
    expect(await listMerchants(1)).toHaveLength(1);
  });
});
