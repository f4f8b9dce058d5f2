import { randomBytes } from "node:crypto";
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { CommandFailure, EXIT } from "../failure.ts";
import type { Surroundings } from "../surroundings.ts";

/** Where AWS's clients look for it. */
export const awsConfigFile = ({ env, home }: Pick<Surroundings, "env" | "home">): string =>
  env["AWS_CONFIG_FILE"] || join(home, ".aws", "config");

const cannot = (path: string, why: string) =>
  new CommandFailure(
    EXIT.file,
    `${path} cannot be written: ${why}`,
    "Nothing was changed. Without --write the profile is printed, for you to put where you like.",
  );

interface Present {
  /** Bytes as Latin-1, which gives every byte back as it was, whatever the file's encoding. */
  readonly text: string;
  readonly stats: Stats | undefined;
}

/** The file's text; empty when there is no file. */
export const readConfig = (path: string): string => present(path).text;

function present(path: string): Present {
  try {
    const stats = statSync(path);
    if (!stats.isFile()) throw cannot(path, "it is not a file");
    return { text: readFileSync(path, "latin1"), stats };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { text: "", stats: undefined };
    if (error instanceof CommandFailure) throw error;
    throw cannot(path, (error as Error).message);
  }
}

const MOST_LINKS = 16;

/** The file itself, where the path is a link to it, or to where it will be. */
function targetOf(path: string, links = 0): string {
  if (links > MOST_LINKS) throw cannot(path, "its links lead round in a circle");
  try {
    return targetOf(resolve(dirname(path), readlinkSync(path)), links + 1);
  } catch (error) {
    if (error instanceof CommandFailure) throw error;
    return path;
  }
}

const ATTEMPTS = 5;

/**
 * Changes the file as a whole or not at all: a new file with the same rights takes its place. Links stay
 * links. Whoever changed it meanwhile is not overwritten: then the change is made anew. Answers whether
 * anything changed. Throws CommandFailure, and the file is as it was.
 */
export function changeConfig(path: string, change: (text: string) => string): boolean {
  const target = targetOf(path);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const before = present(target);
    const after = change(before.text);
    if (after === before.text) return false;
    refuseReadOnly(target, before.stats);
    if (replace(target, before, after)) return true;
  }
  throw cannot(path, "others keep changing it");
}

function refuseReadOnly(path: string, stats: Stats | undefined): void {
  if (stats === undefined) return;
  // Whoever may write everything still should not write what is marked as not to be written.
  if ((stats.mode & 0o222) === 0) throw cannot(path, "it is read-only");
  try {
    accessSync(path, constants.W_OK);
  } catch {
    throw cannot(path, "you may not write it");
  }
}

/** False when the file is another one by now. */
function replace(path: string, before: Present, text: string): boolean {
  const temporary = `${path}.mayfly-${randomBytes(6).toString("hex")}`;
  try {
    if (before.stats === undefined) mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeWhole(temporary, text, before.stats);
    if (present(path).text !== before.text) return false;
    renameSync(temporary, path);
    return true;
  } catch (error) {
    if (error instanceof CommandFailure) throw error;
    throw cannot(path, (error as Error).message);
  } finally {
    rmSync(temporary, { force: true });
  }
}

function writeWhole(path: string, text: string, like: Stats | undefined): void {
  const file = openSync(path, "wx", 0o600);
  try {
    if (like !== undefined && like.uid !== process.getuid?.()) fchownSync(file, like.uid, like.gid);
    fchmodSync(file, like === undefined ? 0o600 : like.mode & 0o7777);
    const bytes = Buffer.from(text, "latin1");
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
