"use client";

import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { PortalConfiguration } from "@/lib/portal/configuration";
import { sections } from "./sections";
import { listDifferences } from "./setting-table";

type Props = {
  readonly theirs: PortalConfiguration;
  readonly mine: PortalConfiguration;
  readonly isBusy: boolean;
  /** Both together, where they touch different settings. */
  readonly merged: PortalConfiguration | null;
  readonly onGoOn: (values: PortalConfiguration) => void;
  readonly onOverwrite: () => void;
};

/** Somebody else saved since: what differs, and both ways on. Nothing is lost until one is chosen. */
export function ConflictNotice({ theirs, mine, merged, isBusy, onGoOn, onOverwrite }: Props) {
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  const differences = listDifferences(theirs, mine);
  const names = [...new Set(differences.map(({ section }) => sections[section]))];
  return (
    <section
      ref={box}
      tabIndex={-1}
      aria-label="Somebody else saved since"
      className="mb-5 scroll-mt-24 rounded-xl border border-warn/40 bg-warn-soft px-5 py-4"
    >
      <h2 className="font-semibold text-warn">Somebody else saved since you opened this page</h2>
      <p className="mt-1 text-sm">
        {names.length === 0
          ? "Their settings are the same as yours."
          : `Yours differ in: ${names.join(", ")}. They are all still here.`}{" "}
        {merged !== null &&
          names.length > 0 &&
          "You changed different settings, so both can be kept."}
      </p>
      {isOpen && <Differences list={differences} />}
      <div className="mt-4 flex flex-wrap gap-2">
        {!isOpen && names.length > 0 && (
          <Button onClick={() => setOpen(true)} aria-expanded={false}>
            Review theirs
          </Button>
        )}
        {merged !== null && names.length > 0 && (
          <Button onClick={() => onGoOn(merged)}>Keep both</Button>
        )}
        {(isOpen || names.length === 0) && (
          <Button onClick={() => onGoOn(theirs)}>
            {names.length === 0 ? "Go on" : "Take theirs, drop mine"}
          </Button>
        )}
        {names.length > 0 && (
          <Button busy={isBusy} onClick={onOverwrite}>
            Overwrite with mine
          </Button>
        )}
      </div>
    </section>
  );
}

function Differences({ list }: { list: ReturnType<typeof listDifferences> }) {
  return (
    <div className="mt-3 max-h-96 overflow-auto rounded-lg border border-line bg-card">
      <table className="w-full text-left text-sm">
        <thead className="text-faint">
          <tr className="border-line border-b">
            <th className="px-3 py-2 font-medium">Setting</th>
            <th className="px-3 py-2 font-medium">Theirs</th>
            <th className="px-3 py-2 font-medium">Yours</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line align-top">
          {list.map(({ section, name, a, b }) => (
            <tr key={`${section} ${name}`}>
              <th scope="row" className="px-3 py-2 font-normal">
                <span className="block text-faint text-xs">{sections[section]}</span>
                {name}
              </th>
              <td className="break-words px-3 py-2">{a}</td>
              <td className="break-words px-3 py-2">{b}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
