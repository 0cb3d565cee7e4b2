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
  if (target.startsWith("/") && !target.includes("%")) return target;
  const local = target.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?]*/i, "");
  const [path = "", ...query] = (local.startsWith("/") ? local : `/${local}`).split("?");
  return [path.split("/").map(repairSegment).join("/"), ...query].join("?");
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

function repairRequest(message: unknown): void {
  if (typeof message !== "object" || message === null || !("request" in message)) return;
  const { request } = message;
  if (!(request instanceof IncomingMessage) || request.url === undefined) return;
  const { target, code } = hideLinkCode(repairTarget(request.url));
  request.url = target;
  request.headers[linkCodeHeader] = code;
  request.headers[peerHeader] = request.socket.remoteAddress;
}
