"use client";

import type { ReactNode } from "react";
import { useController, useWatch } from "react-hook-form";
import { Card } from "@/components/ui/card";
import { Switch } from "@/components/ui/switch";
import type { PortalConfiguration } from "@/lib/portal/configuration";
import { type SectionName, sections } from "./sections";
import type { SwitchPath } from "./setting-switch";

type Props = {
  readonly name: SectionName;
  /** What customers can do with it. */
  readonly summary: string;
  readonly children?: ReactNode;
};

/** Settings that belong together, always there. */
export function SettingsSection({ name, summary, children }: Props) {
  return (
    <Card className="overflow-clip">
      <section aria-labelledby={`${name}-title`}>
        <div className="px-5 py-4 xs:px-6">
          <Title name={name} summary={summary} />
        </div>
        <Body>{children}</Body>
      </section>
    </Card>
  );
}

type ToggledProps = Props & {
  readonly toggle: SwitchPath;
  /** Told before the switch is stored. */
  readonly onToggle?: (on: boolean) => void;
  /** What there is to set while it is off. */
  readonly whenOff?: ReactNode;
  /** Stays open while it is off, so that what is wrong inside can be mended. */
  readonly keepOpen?: boolean;
};

/** Settings behind a switch of their own. */
export function ToggledSection({
  name,
  summary,
  toggle,
  onToggle,
  whenOff,
  keepOpen,
  children,
}: ToggledProps) {
  const { field } = useController<PortalConfiguration, SwitchPath>({ name: toggle });
  const isOn = useWatch<PortalConfiguration, SwitchPath>({ name: toggle });
  return (
    <Card className="overflow-clip">
      <section aria-labelledby={`${name}-title`}>
        <div className="flex items-start justify-between gap-6 px-5 py-4 xs:px-6">
          <Title name={name} summary={summary} />
          <span className="pt-0.5">
            <Switch
              id={toggle}
              checked={field.value}
              onChange={(on) => {
                onToggle?.(on);
                field.onChange(on);
              }}
              labelledBy={`${name}-title`}
              describedBy={`${name}-summary`}
            />
          </span>
        </div>
        <Body>{isOn || keepOpen ? children : whenOff}</Body>
      </section>
    </Card>
  );
}

function Title({ name, summary }: Pick<Props, "name" | "summary">) {
  return (
    <div className="min-w-0">
      <h2 id={`${name}-title`} tabIndex={-1} className="scroll-mt-10 font-semibold tracking-tight">
        {sections[name]}
      </h2>
      <p id={`${name}-summary`} className="text-soft text-sm">
        {summary}
      </p>
    </div>
  );
}

function Body({ children }: { children: ReactNode }) {
  if (!children) return null;
  return <div className="space-y-6 border-line border-t px-5 py-5 xs:px-6">{children}</div>;
}
