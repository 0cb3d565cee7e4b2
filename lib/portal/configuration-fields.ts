import { z } from "zod";
import { plainLine } from "./text";
import { isHttpUrl, isOriginOf, isRedirectUrl } from "./urls";

/** Stripe's own ids are random, those of products may be the merchant's; never empty, which would name a whole list. */
export const stripeId = z.string().regex(/^[^\s/\p{Cc}]{1,255}$/u);

export const httpUrl = z.string().max(2000).refine(isHttpUrl, { error: "url_invalid" });

export const redirectUrl = z.string().max(2000).refine(isRedirectUrl, { error: "url_invalid" });

export const siteOrigin = z.string().max(300).refine(isOriginOf, { error: "origin_invalid" });

/** One line of plain text that is safe in a mail header too. */
export const headerLine = (longest: number) =>
  plainLine(longest)
    .min(1)
    .regex(/^[^\p{Bidi_Control}<>"]*$/u);

/** Names that would reach into an object's prototype are no keys of anybody's. */
export const recordKey = z
  .string()
  .regex(/^(?!__proto__$|constructor$|prototype$)[^\p{Cc}[\]]{1,100}$/u);

/** A language, with up to three parts that say which one of its kind: `pt-BR`. */
export const languageTag = z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/);
