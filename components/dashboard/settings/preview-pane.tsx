"use client";

import { Monitor, Moon, Smartphone, Sun } from "lucide-react";
import { useDeferredValue, useId, useMemo, useRef, useState } from "react";
import { useWatch } from "react-hook-form";
import { Select } from "@/components/ui/select";
import { configurationSchema, type PortalConfiguration } from "@/lib/portal/configuration";
import { type ExampleName, exampleNames } from "@/lib/portal/example-snapshots";
import type { PreviewMessage } from "@/lib/portal/preview-message";
import { type Device, DeviceFrame } from "./device-frame";
import { Segments } from "./segments";
import type { PreviewFrame, Sellable } from "./settings-types";
import { usePreviewMessages } from "./use-preview-messages";
import { type View, ViewSwitch } from "./view-switch";

const examples: Record<ExampleName, string> = {
  subscribed: "Has a subscription",
  trialing: "Is trying it out",
  past_due: "Owes a payment",
  canceling: "Has cancelled, still has access",
  canceled: "Has left",
  many_seats: "Pays for many seats",
  several: "Has several subscriptions",
  no_subscription: "Has bought nothing yet",
};

const devices = [
  { value: "phone", label: "Phone", icon: Smartphone },
  { value: "desktop", label: "Desktop", icon: Monitor },
] as const;

const schemes = [
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
] as const;

type Props = {
  readonly frame: PreviewFrame;
  readonly sellable: Sellable;
  readonly onView: (view: View) => void;
};

/** The real portal as an example customer sees it, following the form while it is edited. It can change nothing. */
export function PreviewPane({ frame, sellable, onView }: Props) {
  const [example, setExample] = useState<ExampleName>("subscribed");
  const [device, setDevice] = useState<Device>("phone");
  const [scheme, setScheme] = useState<"light" | "dark">("light");
  const iframe = useRef<HTMLIFrameElement>(null);
  const configuration = useLastValid();
  const message = useMemo((): PreviewMessage => {
    const products = sellable.products.map((one) => ({ ...one, features: [...one.features] }));
    const catalogue = { products, prices: [...sellable.prices] };
    return { type: "portico.preview", configuration, catalogue, example, frame, scheme };
  }, [configuration, sellable, example, frame, scheme]);
  const tell = usePreviewMessages(iframe, message);
  const selectId = useId();
  return (
    <section aria-label="Preview" className="flex h-full flex-col gap-3">
      <div className="flex items-center justify-between min-[1100px]:hidden">
        <p className="font-semibold text-2xl tracking-tight">Preview</p>
        <ViewSwitch to="settings" onChange={onView} />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <label htmlFor={selectId} className="sr-only">
          Example customer
        </label>
        <Select
          id={selectId}
          className="min-w-40 max-w-72 flex-1"
          value={example}
          onChange={(event) => {
            const name = exampleNames.find((one) => one === event.target.value);
            if (name !== undefined) setExample(name);
          }}
        >
          {exampleNames.map((name) => (
            <option key={name} value={name}>
              {examples[name]}
            </option>
          ))}
        </Select>
        <div className="flex gap-2">
          <Segments label="Screen" options={devices} value={device} onChange={setDevice} />
          <Segments label="Look" options={schemes} value={scheme} onChange={setScheme} />
        </div>
      </div>
      <DeviceFrame ref={iframe} device={device} scheme={scheme} onLoad={tell} />
      <p className="text-faint text-sm">
        An example customer, with your plans and unsaved settings. Nothing can be changed here.
      </p>
    </section>
  );
}

/** What the form says, or, while something half typed makes no sense, what it said last. */
function useLastValid(): PortalConfiguration {
  const values = useDeferredValue(useWatch<PortalConfiguration>());
  const [valid, setValid] = useState<PortalConfiguration>(() => configurationSchema.parse({}));
  const [seen, setSeen] = useState<unknown>(null);
  if (seen !== values) {
    setSeen(values);
    const parsed = configurationSchema.safeParse(values).data;
    if (parsed !== undefined) setValid(parsed);
  }
  return valid;
}
