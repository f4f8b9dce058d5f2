import { join } from "node:path";
import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks, ServerlessChecks } from "cdk-nag";
import { bundle } from "./bundle.ts";
import { readConfiguration } from "./configuration.ts";
import { addStacks } from "./synthesize.ts";

const app = new App();
const configuration = await readConfiguration();
addStacks(app, configuration, await bundle(configuration, join(import.meta.dirname, "../dist")));
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
