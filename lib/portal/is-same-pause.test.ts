import { expect, it } from "vitest";
import { isSamePause } from "./is-same-pause";

const confirmed = 1_784_160_000;
const halfAnHour = 1800;

it.each<[string, string, number | null, boolean]>([
  // what, its status and since when, and whether that is the pause that was confirmed
  ["paused since it was confirmed", "paused", confirmed, true],
  ["paused, nobody says since when", "paused", null, true],
  ["paused half an hour later", "paused", confirmed + halfAnHour, true],
  ["paused half an hour before, by another clock", "paused", confirmed - halfAnHour, true],
  ["paused again later", "paused", confirmed + halfAnHour + 1, false],
  ["paused long before", "paused", confirmed - halfAnHour - 1, false],
  ["running", "active", confirmed, false],
  ["running, and never paused", "active", null, false],
])("a subscription that is %s", (_what, status, pausedAt, isSame) => {
  expect(isSamePause({ status, pausedAt }, confirmed)).toBe(isSame);
});
