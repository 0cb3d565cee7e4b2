// docs/features.md: a promise called done names a test and a guide, and both exist.
import { existsSync, readFileSync } from "node:fs";

const file = "docs/features.md";
const statuses = ["done", "partly", "not yet"];

function readRows() {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => /^\|\s*[A-J]\d+\s*\|/.test(line))
    .map((line) => {
      const [id, , status, test, guide] = line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim());
      return { id, status, test, guide };
    });
}

function findFaults({ id, status, test, guide }) {
  if (!statuses.includes(status))
    return [`${id}: the status is "${status}", not one of ${statuses.join(", ")}`];
  const lacks = Object.entries({ test, guide }).flatMap(([what, cell]) => {
    const paths = [...(cell ?? "").matchAll(/`([^`]+)`/g)].map(([, path]) => path);
    if (paths.length === 0) return status === "done" ? [`${id}: is done but names no ${what}`] : [];
    return paths.filter((path) => !existsSync(path)).map((path) => `${id}: ${path} does not exist`);
  });
  return lacks;
}

const rows = readRows();
const twice = rows.filter(({ id }, index) => rows.findIndex((row) => row.id === id) !== index);
const faults = [
  ...(rows.length === 0 ? ["no promise is listed"] : []),
  ...twice.map(({ id }) => `${id}: is listed twice`),
  ...rows.flatMap(findFaults),
];
for (const fault of faults) console.error(`error ${file}: ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;
