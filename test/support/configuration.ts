import { type LocalConfiguration, localConfiguration } from "../../local/cloud/configuration.ts";
import example from "../../mayfly.config.example.ts";

/** The configuration of the tests: with room for more accounts than an organization begins with. */
export const testConfiguration = (): Promise<LocalConfiguration> =>
  localConfiguration({ organization: { ...example.organization, accountQuota: 1_000 } });
