/** Stops with one sentence on a Node that cannot run Portico. Written so that old ones can read it. */
export function checkNodeVersion(version) {
  const [major, minor] = version.split(".").map(Number);
  const fits = major >= 24 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
  if (fits) return;
  console.error(`Portico needs Node 20.19+, 22.12+ or 24 and newer; this is Node ${version}.`);
  process.exit(1);
}
