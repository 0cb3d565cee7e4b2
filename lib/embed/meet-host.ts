import { type Hosts, isAllowedHost } from "./is-allowed-host";
import { type FrameMessage, type Hello, makeReady, readHello } from "./messages";

/** The host page once it has answered. */
export type Host = {
  readonly hello: Hello;
  readonly tell: (message: FrameMessage) => void;
};

/**
 * Says to the page around this frame that it is ready, and waits for the answer: from that window, from an allowed
 * origin, to this very question. Gives what ends it, with every listener.
 */
export function meetHost(
  { nonce, hosts }: { readonly nonce: string; readonly hosts: Hosts },
  onMet: (host: Host) => void,
): () => void {
  let port: MessagePort | null = null;

  function listen({ source, origin, data, ports }: MessageEvent) {
    if (source !== window.parent || !isAllowedHost(origin, hosts, location.origin)) return;
    const hello = readHello(data, nonce);
    const [given] = ports;
    if (hello === null || given === undefined) return;
    window.removeEventListener("message", listen);
    port = given;
    onMet({ hello, tell: (message) => given.postMessage(message) });
  }

  window.addEventListener("message", listen);
  window.parent.postMessage(makeReady(nonce), "*");
  return () => {
    window.removeEventListener("message", listen);
    port?.close();
  };
}
