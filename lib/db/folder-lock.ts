import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { describeHolder, describeStart, isAlive, lockFile, readHolder } from "./folder-holder.mjs";

/** Thrown when a live process has the folder open. Its message is one sentence for people. */
export class FolderInUseError extends Error {
  override readonly name = "FolderInUseError";
}

/**
 * Takes the folder of the embedded database for this process until it exits; asking again is free.
 * Two processes on one PGlite folder lose data silently, so a live holder is refused
 * (FolderInUseError) and only a dead one is taken over. Returns what gives the folder back.
 */
export function holdFolder(
  folder: string,
  { port, pid = process.pid }: { port: number; pid?: number },
): () => void {
  // PGlite writes files that anybody may change: the folder keeps everybody else out.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const me = JSON.stringify({ pid, port, started: describeStart(pid) });
  const release = () => releaseFolder(folder, me);
  if (readText(lockFile(folder)) === me) return release;
  // A lock can change hands between a look and a grip, never more often than there are starters.
  for (let attempt = 0; attempt < 50; attempt += 1) {
    if (createLock(folder, me)) {
      process.once("exit", release);
      return release;
    }
    refuseLiveHolder(folder);
    removeDeadLock(folder);
  }
  throw new FolderInUseError(`${folder} is being opened by other processes: try again.`);
}

/** Written whole and then linked: nobody ever reads half a lock, and only one link succeeds. */
function createLock(folder: string, text: string): boolean {
  const draft = `${lockFile(folder)}.${process.pid}`;
  writeFileSync(draft, text);
  try {
    linkSync(draft, lockFile(folder));
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function refuseLiveHolder(folder: string): void {
  const holder = readHolder(folder);
  if (holder !== undefined && isAlive(holder)) {
    throw new FolderInUseError(describeHolder(folder, holder));
  }
}

/** Moves the lock aside and looks at what was moved: if a live one came in between, it goes back. */
function removeDeadLock(folder: string): void {
  const aside = `${lockFile(folder)}.dead.${process.pid}`;
  const judged = readText(lockFile(folder));
  try {
    renameSync(lockFile(folder), aside);
  } catch (error) {
    if (isCode(error, "ENOENT")) return;
    throw error;
  }
  const moved = readText(aside);
  if (moved !== undefined && moved !== judged) createLock(folder, moved);
  rmSync(aside, { force: true });
}

function releaseFolder(folder: string, text: string): void {
  if (readText(lockFile(folder)) === text) rmSync(lockFile(folder), { force: true });
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
