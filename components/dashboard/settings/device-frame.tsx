"use client";

import { type Ref, useEffect, useRef, useState } from "react";
import { cx } from "@/components/ui/cx";

export type Device = "phone" | "desktop";

/** CSS pixels of the screens that are shown. */
const widths: Record<Device, number> = { phone: 390, desktop: 1024 };
const tallestPhone = 844;

type Props = {
  readonly device: Device;
  readonly scheme: "light" | "dark";
  readonly ref: Ref<HTMLIFrameElement>;
  readonly onLoad: () => void;
};

/** The preview as it looks on a device, made smaller until it fits the room there is. */
export function DeviceFrame({ device, scheme, ref, onLoad }: Props) {
  const stage = useRef<HTMLDivElement>(null);
  const room = useRoom(stage);
  const width = widths[device];
  const scale = room === null ? 1 : Math.min(1, room.width / width);
  const tallest = device === "phone" ? tallestPhone : Number.POSITIVE_INFINITY;
  const height = room === null ? 0 : Math.min(tallest, room.height / scale);
  return (
    <div ref={stage} className="relative min-h-0 flex-1">
      <div
        data-scheme={scheme}
        className={cx(
          "absolute top-0 left-1/2 -translate-x-1/2 overflow-clip border border-line bg-paper shadow-card",
          device === "phone" ? "rounded-[1.75rem]" : "rounded-xl",
          room === null && "invisible",
        )}
        style={{ width: width * scale, height: height * scale }}
      >
        <iframe
          ref={ref}
          src="/dashboard/preview"
          title="Preview"
          onLoad={onLoad}
          className="origin-top-left"
          style={{ width, height, transform: `scale(${scale})` }}
        />
      </div>
    </div>
  );
}

type Room = { readonly width: number; readonly height: number };

/** How large the element is; null until it was measured, and while it is not shown. */
function useRoom(element: React.RefObject<HTMLDivElement | null>): Room | null {
  const [room, setRoom] = useState<Room | null>(null);
  useEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {};
      setRoom(width > 0 && height > 0 ? { width, height } : null);
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return room;
}
