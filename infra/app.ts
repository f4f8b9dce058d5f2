import { join } from "node:path";
import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks, ServerlessChecks } from "cdk-nag";
import { readConfiguration } from "./configuration.ts";
import { addStacks } from "./synthesize.ts";

const app = new App();
addStacks(app, await readConfiguration(), join(import.meta.dirname, "../dist"));
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
