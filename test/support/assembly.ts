import { synthesized } from "../../local/cloud/assembly.ts";
import { testConfiguration } from "./configuration.ts";

/** Synthesizes once, before the workers start, what the tests of the whole deploy. */
export default async function setup(): Promise<void> {
  const { configuration } = await testConfiguration();
  await synthesized(configuration);
}
