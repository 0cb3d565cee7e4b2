import { type Hosts, isAllowedHost } from "./is-allowed-host";
import {
  type FrameMessage,
  type Hello,
  makeReady,
  readHello,
  readSchemeMessage,
  type Scheme,
} from "./messages";

/** The host page once it has answered. */
export type Host = {
  readonly hello: Omit<Hello, "scheme">;
  readonly tell: (message: FrameMessage) => void;
};

type Question = {
  readonly nonce: string;
  readonly hosts: Hosts;
  /** Told the colours of the host page, right before it is met and whenever they change. */
  readonly onScheme: (scheme: Scheme) => void;
};

/**
 * Says to the page around this frame that it is ready, and waits for the answer: from that window, from an allowed
 * origin, to this very question. Gives what ends it, with every listener.
 */
export function meetHost(
  { nonce, hosts, onScheme }: Question,
  onMet: (host: Host) => void,
): () => void {
  let port: MessagePort | null = null;

  function listen({ source, origin, data, ports }: MessageEvent) {
    if (source !== window.parent || !isAllowedHost(origin, hosts, location.origin)) return;
    const read = readHello(data, nonce);
    const [given] = ports;
    if (read === null || given === undefined) return;
    window.removeEventListener("message", listen);
    const { scheme, ...hello } = read;
    port = given;
    port.onmessage = hear;
    onScheme(scheme);
    onMet({ hello, tell: (message) => given.postMessage(message) });
  }

  function hear({ data }: MessageEvent) {
    const scheme = readSchemeMessage(data);
    if (scheme !== null) onScheme(scheme);
  }

  window.addEventListener("message", listen);
  window.parent.postMessage(makeReady(nonce), "*");
  return () => {
    window.removeEventListener("message", listen);
    port?.close();
  };
}
