import { execFile } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

/** The release that the types were looked up for. */
const AWS_NUKE = "3.64.3";

const CACHE = join(import.meta.dirname, "../../../node_modules/.cache/judges");
const FOLDER = join(CACHE, `aws-nuke-${AWS_NUKE}`);
const PROGRAM = join(FOLDER, "aws-nuke");
const MODULE = `github.com/ekristen/aws-nuke/v3@v${AWS_NUKE}`;

/** The SDKs for all of AWS take minutes to compile. */
const LIMIT_MS = 20 * 60_000;

const run = promisify(execFile);

const isOnPath = (program: string) =>
  (process.env["PATH"] ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));

/** Compiles aws-nuke with folders of its own, which are gone afterwards: they are larger than a gigabyte. */
async function compile(): Promise<void> {
  const draft = join(CACHE, `aws-nuke-${AWS_NUKE}.${process.pid}`);
  const folder = (name: string) => join(draft, name);
  mkdirSync(draft, { recursive: true });
  const env = {
    ...process.env,
    ...{ GOPATH: folder("modules"), GOCACHE: folder("objects"), GOBIN: folder("bin") },
    // Modules are kept read-only otherwise, and could not be deleted.
    GOFLAGS: `${process.env["GOFLAGS"] ?? ""} -modcacherw`.trim(),
  };
  try {
    await run("go", ["install", "-ldflags=-s -w", MODULE], { env, timeout: LIMIT_MS });
    mkdirSync(FOLDER, { recursive: true });
    renameSync(join(draft, "bin/aws-nuke"), PROGRAM);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** The line in which Go says what is wrong, after those about its progress. */
function reasonOf(error: unknown): string {
  const told = (error as { stderr?: string }).stderr?.trim().split("\n").at(-1)?.trim();
  return told ?? String(error);
}

/**
 * Finds aws-nuke: the program that is named, or one that was compiled before; compiles it otherwise.
 * Answers its path, or why there is none.
 */
export async function findNuke(
  named: string | undefined,
): Promise<{ readonly program: string } | { readonly missing: string }> {
  if (!isOnPath("openssl")) return { missing: "openssl is not installed" };
  if (named !== undefined) return { program: named };
  if (existsSync(PROGRAM)) return { program: PROGRAM };
  if (!isOnPath("go")) return { missing: "go is not installed" };
  console.log(`compiling aws-nuke ${AWS_NUKE}, which takes minutes …`);
  try {
    await compile();
    return { program: PROGRAM };
  } catch (error) {
    return { missing: `aws-nuke cannot be compiled: ${reasonOf(error)}` };
  }
}
