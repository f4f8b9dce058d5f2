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
  const pin = { location: example.nuke.engine.location, sha256: engine.sha256 };
  const nuke = { ...example.nuke, engine: pin };
  return { configuration: checkConfiguration({ ...example, nuke, ...changes }), engine };
}

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
