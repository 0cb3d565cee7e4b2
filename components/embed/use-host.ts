"use client";

import { useEffect, useState } from "react";
import { makeKey } from "@/lib/embed/browser-key";
import type { Hosts } from "@/lib/embed/is-allowed-host";
import { type Host, meetHost } from "@/lib/embed/meet-host";

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
    const stop = meetHost({ nonce: makeKey(), hosts }, (met) => {
      clearTimeout(timer);
      settle(met);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [hosts]);

  useEffect(() => {
    const scheme = host?.hello.scheme;
    if (scheme) document.documentElement.dataset["scheme"] = scheme;
  }, [host]);

  return host;
}

/** Without a host page nothing outlives a reload. */
function nobody(): Host {
  const prefersDark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  return {
    hello: {
      browser: makeKey(),
      resume: null,
      token: null,
      page: "",
      scheme: prefersDark ? "dark" : "light",
    },
    tell: () => undefined,
  };
}
