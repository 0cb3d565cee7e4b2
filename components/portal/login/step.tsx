"use client";

import { type ReactNode, useEffect, useRef } from "react";

type Props = {
  readonly heading: string;
  readonly intro: ReactNode;
  /** True for a step that took the place of another: it takes the focus too, and is so read out. */
  readonly focus?: boolean;
  readonly children?: ReactNode;
};

/** One step of signing in: what it is, what to know, what to do. */
export function Step({ heading, intro, focus = false, children }: Props) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus) title.current?.focus();
  }, [focus]);
  return (
    <>
      <h1
        ref={title}
        tabIndex={-1}
        className="font-semibold text-2xl leading-tight tracking-tight outline-none frame:text-[1.75rem]"
      >
        {heading}
      </h1>
      <div className="mt-2 break-words text-soft">{intro}</div>
      {children && <div className="mt-6">{children}</div>}
    </>
  );
}
