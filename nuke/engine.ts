import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { RoleCredentials } from "../adapters/aws/assume-role.ts";
import { GLOBAL_REGION } from "../adapters/aws/client-settings.ts";
import { downloadPinned, type Pin } from "../adapters/aws/pinned-file.ts";
import { executableIn } from "./archive.ts";
import { type EngineOutcome, EngineOutput } from "./engine-output.ts";

/** One run of the engine over the account that its configuration names. */
export interface EngineRun {
  readonly configuration: string;
  readonly credentials: RoleCredentials;
  /** False: only look. */
  readonly remove: boolean;
}

export interface Engine {
  /** Throws when a look did not succeed. A pass that met resistance has succeeded: the next look says what. */
  run(run: EngineRun): Promise<EngineOutcome>;
  /** Deletes the downloaded executable and the configurations. */
  dispose(): Promise<void>;
}

// Sessions into a child account last an hour; a pass that is still at work then would lose them midway.
const PASS_LIMIT_MS = 50 * 60_000;

/** What the executable is called in the archive of a release. */
const NAME = "aws-nuke";

/** Fetches the engine and refuses it unless the file is, byte for byte, the one that was pinned. */
export async function fetchEngine(pin: Pin): Promise<Engine> {
  const bytes = await downloadPinned(pin);
  const folder = await mkdtemp(join(tmpdir(), "nuke-"));
  const executable = join(folder, NAME);
  await writeFile(executable, executableIn(bytes, NAME), { mode: 0o700 });
  return {
    run: (run) => runEngine(executable, join(folder, "configuration.yaml"), run),
    dispose: () => rm(folder, { recursive: true }),
  };
}

/** The build's own credentials stay out of the engine's reach: it has those of the account or none. */
function environmentFor(
  { accessKeyId, secretAccessKey, sessionToken }: RoleCredentials,
  remove: boolean,
) {
  const {
    AWS_CONTAINER_CREDENTIALS_FULL_URI: _full,
    AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: _relative,
    AWS_PROFILE: _profile,
    ...inherited
  } = process.env;
  return {
    ...inherited,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
    // A service whose host it cannot look up is passed over, and only its debugging says so (engine-line.ts).
    ...(remove ? {} : { LOGLEVEL: "debug" }),
    // Where the engine asks for what is global.
    AWS_DEFAULT_REGION: GLOBAL_REGION,
  };
}

async function runEngine(executable: string, file: string, run: EngineRun): Promise<EngineOutcome> {
  await writeFile(file, run.configuration);
  const engine = spawn(executable, argumentsOf(file, run.remove), {
    env: environmentFor(run.credentials, run.remove),
    stdio: ["ignore", "pipe", "inherit"],
    timeout: PASS_LIMIT_MS,
  });
  const output = new EngineOutput();
  const ended = new Promise<number | null>((resolve, reject) =>
    engine.on("close", resolve).on("error", reject),
  );
  const told = (async () => {
    for await (const line of createInterface({ input: engine.stdout })) {
      console.log(line);
      output.read(line);
    }
  })();
  const [code] = await Promise.all([ended, told]);
  if (!run.remove) mustHaveLooked(code, output);
  return output.outcome;
}

/** Removing ends badly when something resisted, and the next look says what. A look must succeed. */
function mustHaveLooked(code: number | null, { flaw }: EngineOutput): void {
  if (code !== 0)
    throw new Error(`The engine could not look at the account: exit code ${code ?? "none"}.`);
  if (flaw !== undefined) throw new Error(flaw);
}

/** The command line of the engine, for a configuration that lies at this path. */
export const argumentsOf = (file: string, remove: boolean): readonly string[] => [
  ...["run", "--config", file, "--force", "--force-sleep", "3", "--log-disable-color"],
  "--no-alias-check",
  ...(remove ? ["--no-dry-run"] : []),
];
