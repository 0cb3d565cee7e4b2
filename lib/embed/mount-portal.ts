import { makeHello, makeSchemeMessage, readFrameMessage, readReady, type Scheme } from "./messages";
import { openStore } from "./open-store";
import { schemeOf } from "./scheme-of";

export type Portal = {
  /** The origin of Portico: where embed.js came from. */
  readonly origin: string;
  /** The first path segment of the merchant's portal. */
  readonly merchant: string;
  /** What a mailed link brought along. */
  readonly token: string | null;
};

const patienceMs = 5000;
const sandbox =
  "allow-scripts allow-forms allow-same-origin allow-popups allow-popups-to-escape-sandbox " +
  "allow-downloads allow-top-navigation-by-user-activation";

/** Shows the portal inside `container`. Gives what takes it away again, with every listener. */
export function mountPortal(container: Pick<Element, "append">, portal: Portal): () => void {
  const { origin, merchant } = portal;
  const store = openStore(merchant);
  const frame = makeFrame(`${origin}/embed/${merchant}`);
  const status = makeStatus();
  let token = portal.token;
  let port: MessagePort | null = null;
  let scheme: Scheme = "light";

  const timer = setTimeout(() => {
    status.textContent = `Billing can't be shown here. If this is your site: in Portico's settings, add ${location.origin} to the sites that may show "${merchant}", and check that name.`;
    // What the browser draws in the place of a refused frame says nothing to anybody.
    frame.style.display = "none";
  }, patienceMs);

  function hear({ data }: MessageEvent) {
    const message = readFrameMessage(data);
    if (message?.type === "height") frame.style.height = `${message.height}px`;
    if (message?.type === "page" && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
    if (message?.type !== "resume") return;
    store.keepResume(message.resume);
    token = null;
  }

  /** Every page the frame loads says it is ready: the first, and after a reload inside it again. */
  function meet({ source, origin: from, data }: MessageEvent) {
    if (source !== frame.contentWindow || from !== origin) return;
    const nonce = readReady(data);
    if (nonce === null) return;
    clearTimeout(timer);
    status.textContent = "";
    frame.style.display = "block";
    port?.close();
    const channel = new MessageChannel();
    port = channel.port1;
    port.onmessage = hear;
    const [browser, resume] = [store.browser(), store.resume()];
    const page = location.origin + location.pathname;
    const hello = makeHello(nonce, { browser, resume, token, page, scheme });
    frame.contentWindow?.postMessage(hello, origin, [channel.port2]);
  }

  /** Said to the frame's element too: where the two differ, the browser paints an opaque ground. */
  function follow() {
    scheme = schemeOf(getComputedStyle(status).color);
    frame.style.colorScheme = scheme;
    port?.postMessage(makeSchemeMessage(scheme));
  }

  window.addEventListener("message", meet);
  status.addEventListener("transitionend", follow);
  container.append(frame, status);
  follow();
  return () => {
    clearTimeout(timer);
    window.removeEventListener("message", meet);
    port?.close();
    frame.remove();
    status.remove();
  };
}

function makeFrame(src: string): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  frame.title = "Billing";
  frame.referrerPolicy = "no-referrer";
  frame.setAttribute("sandbox", sandbox);
  frame.style.cssText = "display:block;width:100%;height:20rem;border:0";
  frame.src = src;
  return frame;
}

/**
 * What is said where the frame can't be. It stands in the page's own text colour, and tells when that has changed, for
 * whatever reason: by the end of a transition.
 */
function makeStatus(): HTMLElement {
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  status.style.cssText =
    "margin:0;color:color-mix(in srgb,currentcolor 100%,black 0%);transition:color 1ms!important";
  return status;
}
