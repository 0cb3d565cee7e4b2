import type Stripe from "stripe";
import { difference } from "./difference";

export type EventType = Stripe.Event["type"];

/** One event to be: `before` is the object as it was, for events that name the changed attributes. */
export type Happening = { type: EventType; object: object; before?: object };

/** What the change of a document, by a whole request or step of time, makes known. */
export type Tell<T> = (before: T | null, after: T | null) => Happening[];

type Life<T> = {
  created?: EventType;
  updated?: EventType;
  deleted?: EventType;
  /** Events beside these: what the document has become. Not asked when nothing changed. */
  also?: (before: T | null, after: T) => EventType[];
};

/** The events of a kind whose objects come, change and go. */
export function life<T extends object>({ created, updated, deleted, also }: Life<T>): Tell<T> {
  return (before, after) => {
    if (after === null) return before === null ? [] : tell(deleted, before);
    if (before !== null && difference(before, after) === null) return [];
    const others = (also?.(before, after) ?? []).flatMap((type) => tell(type, after));
    if (before === null) return [...tell(created, after), ...others];
    return [...tell(updated, after, before), ...others];
  };
}

function tell(type: EventType | undefined, object: object, before?: object): Happening[] {
  if (type === undefined) return [];
  return [before === undefined ? { type, object } : { type, object, before }];
}

/** The types whose condition holds, in order. */
export function when(conditions: { [T in EventType]?: boolean }): EventType[] {
  const found: EventType[] = [];
  let type: EventType;
  for (type in conditions) if (conditions[type] === true) found.push(type);
  return found;
}

/** Whether a field has become this value with this change. */
export function became<T, V>(before: T | null, after: T, read: (value: T) => V, value: V): boolean {
  return read(after) === value && (before === null || read(before) !== value);
}

/** Whether a moment that was open has come with this change. */
export function cameTrue<T>(before: T | null, after: T, holds: (value: T) => boolean): boolean {
  return holds(after) && (before === null || !holds(before));
}
