import { type Configuration, checkConfiguration } from "../../infra/configuration.ts";
import example from "../../mayfly.config.example.ts";
import { buildNukeEngine, type NukeEngine } from "../nuke-engine/build.ts";

/** The example configuration, with the engine that a machine without Go can run. */
export async function localConfiguration(): Promise<{
  readonly configuration: Configuration;
  readonly engine: NukeEngine;
}> {
  const engine = await buildNukeEngine();
  const { sha256 } = engine;
  const location = example.nuke.engine.location;
  const nuke = { ...example.nuke, engine: { location, sha256 } };
  return { configuration: checkConfiguration({ ...example, nuke }), engine };
}
