import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";
import { once } from "../once";
import { peerHeader } from "./client-address";
import { hideLinkCode, linkCodeHeader } from "./hide-link-code";

/**
 * The target of a request line as Next can read it. Next redirects an absolute one (`GET http://elsewhere/`)
 * to that elsewhere, and breaks with a bare 500 on `*` and on percent signs that do not decode: they become
 * a path of ours and literal signs, so that every door answers them as it answers an unknown id.
 */
export function repairTarget(target: string): string {
  const local = target.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?]*/i, "");
  const [path = "", ...query] = (local.startsWith("/") ? local : `/${local}`).split("?");
  const readable = path.split("/").map(repairSegment).join("/");
  return [keepApart(readable), ...query].join("?");
}

/**
 * Next redirects to where empty segments, backslashes and a last slash (dots leave one too) are gone. At the API nobody
 * is led anywhere: a list may end with a slash, as at Stripe, and everything else of this kind is a path that is not.
 */
function keepApart(path: string): string {
  if (!/^[/\\]+v1[/\\]/.test(path)) return path;
  const kept = path
    .replace(/^[/\\]{2,}(?=v1)/, "/v1/%2F/")
    .replaceAll("\\", "%5C")
    .replaceAll(/\/(?=\/)/g, "/%2F");
  const { pathname } = new URL(kept, "http://v1");
  return pathname.replace(/(?<=.)\/$/, "");
}

function repairSegment(segment: string): string {
  try {
    decodeURIComponent(segment);
    return segment;
  } catch {
    return segment.replaceAll("%", "%25");
  }
}

/**
 * Repairs every request of this process before Next sees it, takes out a mailed link's code, and notes who is at the
 * other end of its connection, which Next does not tell. Asking again is free.
 */
export function repairTargets(): void {
  once("http.repair", () => {
    subscribe("http.server.request.start", repairRequest);
    return true;
  });
}

/**
 * What Next can read. It breaks with a bare 500 on `TRACE` and answers others without a word; no door of ours takes a
 * `PUT`, and each refuses it in its own words.
 */
const known = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

function repairRequest(message: unknown): void {
  if (typeof message !== "object" || message === null || !("request" in message)) return;
  const { request } = message;
  if (!(request instanceof IncomingMessage) || request.url === undefined) return;
  const { target, code } = hideLinkCode(repairTarget(request.url));
  request.url = target;
  if (!known.has(request.method ?? "")) request.method = "PUT";
  // Next redirects who says this outside of its own pages.
  if (target.startsWith("/v1/")) delete request.headers["rsc"];
  request.headers[linkCodeHeader] = code;
  request.headers[peerHeader] = request.socket.remoteAddress;
}
