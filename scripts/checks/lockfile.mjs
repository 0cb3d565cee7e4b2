// npm forgets another platform's optional package when the registry it asked could not serve it, and then
// `npm ci` refuses the lockfile. This fails when one is missing; `--fix` writes it in, for its platform only.
import { readFileSync, writeFileSync } from "node:fs";

const file = "package-lock.json";
const systems = {
  aix: "aix",
  android: "android",
  darwin: "darwin",
  freebsd: "freebsd",
  fsevents: "darwin",
  linux: "linux",
  linuxmusl: "linux",
  netbsd: "netbsd",
  openbsd: "openbsd",
  openharmony: "openharmony",
  sunos: "sunos",
  win32: "win32",
  windows: "win32",
};
const processors = {
  arm: "arm",
  arm64: "arm64",
  ia32: "ia32",
  loong64: "loong64",
  mips64el: "mips64el",
  ppc64: "ppc64",
  ppc64le: "ppc64",
  riscv64: "riscv64",
  s390x: "s390x",
  wasm32: "wasm32",
  x64: "x64",
};

/** The optional packages of `lock` that it does not hold itself, ready to be added. */
function findMissing({ packages }) {
  const missing = {};
  for (const [path, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
    for (const [name, range] of Object.entries(optionalDependencies)) {
      if (isHeld(packages, path, name)) continue;
      missing[`node_modules/${name}`] = {
        version: range.replace(/^[^\d]*/, ""),
        ...readPlatform(name),
        ...(dev ? { dev } : {}),
        optional: true,
      };
    }
  }
  return missing;
}

function isHeld(packages, path, name) {
  const folders = path.split("/node_modules/").map((_, index, parts) => {
    return parts.slice(0, index + 1).join("/node_modules/");
  });
  return [
    `node_modules/${name}`,
    ...folders.map((folder) => `${folder}/node_modules/${name}`),
  ].some((place) => place in packages);
}

function readPlatform(name) {
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  const os = words.map((word) => systems[word]).find(Boolean);
  const cpu = words.map((word) => processors[word]).find(Boolean);
  if (os === undefined && cpu === undefined) throw new Error(`Which platform is ${name} for?`);
  const libc = words.some((word) => word.includes("musl")) ? "musl" : "glibc";
  return {
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(os === "linux" ? { libc: [libc] } : {}),
    ...(os ? { os: [os] } : {}),
  };
}

const lock = JSON.parse(readFileSync(file, "utf8"));
const missing = findMissing(lock);
if (Object.keys(missing).length > 0 && process.argv.includes("--fix")) {
  const [root, ...rest] = Object.entries({ ...lock.packages, ...missing });
  rest.sort(([a], [b]) => a.localeCompare(b, "en"));
  lock.packages = Object.fromEntries([root, ...rest]);
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
} else {
  for (const path of Object.keys(missing))
    console.error(`error ${file} lacks ${path} (npm run lockfile)`);
  process.exitCode = Object.keys(missing).length > 0 ? 1 : 0;
}
