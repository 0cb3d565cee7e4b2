"use client";

import { useEffect, useState } from "react";
import { makeKey } from "@/lib/embed/browser-key";
import type { Hosts } from "@/lib/embed/is-allowed-host";
import { type Host, meetHost } from "@/lib/embed/meet-host";
import type { Scheme } from "@/lib/embed/messages";

/** Milliseconds after which a frame that nobody answers goes on by itself, as a bare iframe without embed.js. */
const patienceMs = 2000;

/** The page around this frame, once it has answered; null until then. */
export function useHost(hosts: Hosts): Host | null {
  const [host, setHost] = useState<Host | null>(null);

  useEffect(() => {
    const settle = (met: Host) => setHost((held) => held ?? met);
    if (window.parent === window) {
      settle(nobody());
      return;
    }
    const timer = setTimeout(() => settle(nobody()), patienceMs);
    const stop = meetHost({ nonce: makeKey(), hosts, onScheme: draw }, (met) => {
      clearTimeout(timer);
      settle(met);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [hosts]);

  return host;
}

/** In the colours of the page around it. */
function draw(scheme: Scheme): void {
  document.documentElement.dataset["scheme"] = scheme;
}

/** Without a host page nothing outlives a reload, and the colours are the browser's. */
function nobody(): Host {
  return {
    hello: { browser: makeKey(), resume: null, token: null, page: "" },
    tell: () => undefined,
  };
}
