import { cp, mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, normalize } from "node:path";
import type { CodeBuildDependencies } from "./dependencies.ts";
import type { ProjectRecord } from "./records.ts";
import { unzip } from "./unzip.ts";

/** The folders of one build on this machine. */
export interface Workspace {
  readonly root: string;
  /** Where the commands start: the source. */
  readonly source: string;
  /** Home and scratch of the build, away from those of whoever runs the cloud. */
  readonly home: string;
  readonly scratch: string;
  readonly clockFile: string;
  remove(): Promise<void>;
}

export async function makeWorkspace(): Promise<Workspace> {
  const root = await mkdtemp(join(tmpdir(), "codebuild-"));
  const [source, home, scratch] = ["src", "home", "tmp"].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ];
  for (const folder of [source, home, scratch]) await mkdir(folder);
  return {
    ...{ root, source, home, scratch, clockFile: join(root, "clock") },
    remove: () => rm(root, { recursive: true, force: true, maxRetries: 3 }),
  };
}

async function unpack(archive: Uint8Array, folder: string): Promise<void> {
  for (const { name, content } of unzip(archive)) {
    const path = normalize(name);
    if (path.startsWith("..") || path.startsWith("/")) throw new Error(`${name} leaves the source`);
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

/** Puts the source of a project into a folder. Throws when it is not there. */
export async function downloadSource(
  { source }: ProjectRecord,
  folder: string,
  readObject: CodeBuildDependencies["readObject"],
): Promise<void> {
  if (source.type === "NO_SOURCE") return;
  if (source.folder !== undefined && (await stat(source.folder)).isDirectory())
    return await cp(source.folder, folder, { recursive: true });
  const { location = "" } = source;
  const slash = location.indexOf("/");
  const archive = readObject?.(location.slice(0, slash), location.slice(slash + 1));
  if (archive === undefined) throw new Error(`NoSuchKey: no object at s3://${location}`);
  await unpack(archive, folder);
}
