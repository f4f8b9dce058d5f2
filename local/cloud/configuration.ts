import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import {
  type Configuration,
  type ConfigurationInput,
  checkConfiguration,
} from "../../infra/configuration.ts";
import example from "../../mayfly.config.example.ts";
import { localMail } from "../mail/settings.ts";
import { buildNukeEngine, type NukeEngine, nukeEngineOf } from "../nuke-engine/build.ts";
import { localSlack } from "../slack/settings.ts";
import { cached } from "./cache.ts";

/** A configuration that can be deployed here, and the engine that it pins. */
export interface LocalConfiguration {
  readonly configuration: Configuration;
  readonly engine: NukeEngine;
}

/** The example configuration, with the engine that a machine without Go can run, and other changes. */
export async function localConfiguration(
  changes: Partial<ConfigurationInput> = {},
): Promise<LocalConfiguration> {
  const engine = await cachedEngine();
  const nuke = { ...example.nuke, engine: pinOf(engine) };
  return { configuration: checkConfiguration({ ...example, nuke, ...changes }), engine };
}

/** The stand-in is one file for every machine. */
const pinOf = ({ sha256 }: NukeEngine) => ({
  version: "3.0.0",
  location: `s3://mayfly-engine-${example.organization.vendingAccountId}/stand-in-{version}-{architecture}`,
  sha256: { arm64: sha256, amd64: sha256 },
});

/** The same with `mayfly` in the Slack of this machine. */
export const withLocalSlack = (
  changes: Partial<ConfigurationInput> = {},
): Promise<LocalConfiguration> =>
  localConfiguration({ slack: localSlack(example.organization.vendingAccountId), ...changes });

/** The same with mails, which are kept on this machine. */
export const withLocalMail = (
  changes: Partial<ConfigurationInput> = {},
): Promise<LocalConfiguration> =>
  localConfiguration({
    notifications: { mail: localMail(example.organization.vendingAccountId) },
    ...changes,
  });

/** Everything that tells people, as one plays with it here. */
export const withEveryChannel = (
  changes: Partial<ConfigurationInput> = {},
): Promise<LocalConfiguration> =>
  withLocalMail({ slack: localSlack(example.organization.vendingAccountId), ...changes });

const ENGINE_SOURCES = ["local/nuke-engine/**/*.ts", "adapters/aws/*.ts", "package-lock.json"];

async function cachedEngine(): Promise<NukeEngine> {
  const file = await cached({ name: "nuke-engine", sources: ENGINE_SOURCES }, async (draft) => {
    mkdirSync(dirname(draft), { recursive: true });
    writeFileSync(draft, (await buildNukeEngine()).bytes);
  });
  return nukeEngineOf(readFileSync(file));
}
