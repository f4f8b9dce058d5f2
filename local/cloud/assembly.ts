import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Configuration } from "../../infra/configuration.ts";
import { cached, ROOT } from "./cache.ts";

/** All that a synthesis is made from, besides the configuration. */
const SOURCES = [
  "{domain,ports,adapters,functions,nuke,infra,statemachines}/**/*.{ts,json}",
  "infra/mail/texts/*",
  "cdk.json",
  "package-lock.json",
];

/**
 * Synthesizes both stacks as `cdk synth` does and answers the folder of the result. It is kept until a
 * source or the configuration changes.
 */
export const synthesized = (configuration: Configuration): Promise<string> =>
  cached(
    { name: "assembly", sources: SOURCES, also: JSON.stringify(configuration) },
    async (folder) => {
      mkdirSync(folder, { recursive: true });
      const { bundle } = await import("../../infra/bundle.ts");
      const bundled = bundle(configuration, join(folder, "bundles"));
      // The CDK takes seconds to load, while esbuild is at work, and is not needed when nothing has changed.
      const { App } = await import("aws-cdk-lib");
      const { addStacks } = await import("../../infra/synthesize.ts");
      const { context } = JSON.parse(readFileSync(join(ROOT, "cdk.json"), "utf8")) as {
        context: Record<string, unknown>;
      };
      // `npm run synth` judges the templates; here that would take as long as making them.
      const app = new App({ outdir: folder, context, builtinCloudFormationValidation: false });
      addStacks(app, configuration, await bundled);
      app.synth();
    },
  );
