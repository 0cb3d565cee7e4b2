import { isBrowserKey } from "./browser-key";

/**
 * What the host page and the frame say to each other. `ready` and `hello` go through `postMessage`; from then on
 * everything goes through the port that came with `hello`. Whatever does not read as one of these is ignored.
 */
export type Scheme = "light" | "dark";

/** The host's answer to the frame that is ready: who asks, and what the frame may go on with. */
export type Hello = {
  /** The random key of this tab of the host page: mailed links are bound to it. */
  readonly browser: string;
  /** Goes on with the session of before the reload, once. */
  readonly resume: string | null;
  /** What a mailed link brought along. */
  readonly token: string | null;
  /** The host page, without query and fragment. */
  readonly page: string;
  /** The colours that the host page is drawn in. */
  readonly scheme: Scheme;
};

/** What the frame tells the host page: how high it is, what to keep for a reload, that another page is shown. */
export type FrameMessage =
  | { readonly type: "height"; readonly height: number }
  | { readonly type: "resume"; readonly resume: string | null }
  | { readonly type: "page" };

/** What the host page tells the frame: that it is drawn in other colours now. */
type HostMessage = { readonly type: "scheme"; readonly scheme: Scheme };

const mark = "portico";
const longest = 2000;

/** The frame's first word. It carries no secret: anybody may hear it. */
export function makeReady(nonce: string): object {
  return { [mark]: "ready", nonce };
}

/** The nonce of a frame that is ready, or null when the message is none of ours. */
export function readReady(data: unknown): string | null {
  const { nonce } = fieldsOf(data, "ready");
  return isShort(nonce) ? nonce : null;
}

export function makeHello(nonce: string, hello: Hello): object {
  return { [mark]: "hello", nonce, ...hello };
}

/** The host's answer to the frame with this nonce, or null. */
export function readHello(data: unknown, nonce: string): Hello | null {
  const { nonce: echoed, browser, resume, token, page, scheme } = fieldsOf(data, "hello");
  if (echoed !== nonce || !isBrowserKey(browser) || !isShort(page)) return null;
  if (!isShortOrNull(resume) || !isShortOrNull(token)) return null;
  return { browser, resume, token, page, scheme: scheme === "dark" ? "dark" : "light" };
}

export function makeSchemeMessage(scheme: Scheme): HostMessage {
  return { type: "scheme", scheme };
}

/** The colours that the host page is drawn in from now on, or null when the message is another. */
export function readSchemeMessage(data: unknown): Scheme | null {
  if (!isRecord(data) || data["type"] !== "scheme") return null;
  const { scheme } = data;
  return scheme === "dark" || scheme === "light" ? scheme : null;
}

export function readFrameMessage(data: unknown): FrameMessage | null {
  if (!isRecord(data)) return null;
  const { type, height, resume } = data;
  if (type === "height" && typeof height === "number" && height >= 0 && height <= 100_000) {
    return { type, height: Math.ceil(height) };
  }
  if (type === "resume" && isShortOrNull(resume)) return { type, resume };
  return type === "page" ? { type } : null;
}

function fieldsOf(data: unknown, kind: string): Record<string, unknown> {
  return isRecord(data) && data[mark] === kind ? data : {};
}

function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === "object" && data !== null;
}

function isShort(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.length <= longest;
}

function isShortOrNull(value: unknown): value is string | null {
  return value === null || isShort(value);
}
