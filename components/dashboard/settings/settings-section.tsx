"use client";

import type { ReactNode } from "react";
import { useController, useFormContext, useWatch } from "react-hook-form";
import { Card } from "@/components/ui/card";
import { FieldError } from "@/components/ui/field-error";
import { Switch } from "@/components/ui/switch";
import type { PortalConfiguration } from "@/lib/portal/configuration";
import { sayProblem } from "./say-problem";
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
  /** Another switch that goes with this one, or does not: it is looked at again when this one moves. */
  readonly goesWith?: SwitchPath;
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
  goesWith,
  keepOpen,
  children,
}: ToggledProps) {
  const { trigger } = useFormContext<PortalConfiguration>();
  const { field, fieldState } = useController<PortalConfiguration, SwitchPath>({ name: toggle });
  const { message } = fieldState.error ?? {};
  const isOn = useWatch<PortalConfiguration, SwitchPath>({ name: toggle });
  return (
    <Card className="overflow-clip">
      <section aria-labelledby={`${name}-title`}>
        <div className="flex items-start justify-between gap-6 px-5 py-4 xs:px-6">
          <Title name={name} summary={summary} problem={message && sayProblem(message)} />
          <span className="pt-0.5">
            <Switch
              id={toggle}
              checked={field.value}
              onChange={(on) => {
                onToggle?.(on);
                field.onChange(on);
                if (goesWith !== undefined) void trigger(goesWith);
              }}
              labelledBy={`${name}-title`}
              describedBy={message ? `${name}-summary ${name}-problem` : `${name}-summary`}
            />
          </span>
        </div>
        <Body>{isOn || keepOpen ? children : whenOff}</Body>
      </section>
    </Card>
  );
}

type TitleProps = Pick<Props, "name" | "summary"> & { readonly problem?: string | undefined };

function Title({ name, summary, problem }: TitleProps) {
  return (
    <div className="min-w-0">
      <h2 id={`${name}-title`} tabIndex={-1} className="scroll-mt-10 font-semibold tracking-tight">
        {sections[name]}
      </h2>
      <p id={`${name}-summary`} className="text-soft text-sm">
        {summary}
      </p>
      <FieldError id={`${name}-problem`} text={problem} />
    </div>
  );
}

function Body({ children }: { children: ReactNode }) {
  if (!children) return null;
  return <div className="space-y-6 border-line border-t px-5 py-5 xs:px-6">{children}</div>;
}
