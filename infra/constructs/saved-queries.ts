import type { CfnResource } from "aws-cdk-lib";
import { CfnQueryDefinition } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { STEPS } from "../../statemachines/definition.ts";
import type { Site } from "./site.ts";

interface SavedQuery {
  /** Functions whose logs it looks through. */
  readonly functions: readonly string[];
  readonly query: string;
}

const stepsOf = (machine: keyof typeof STEPS): readonly string[] => [
  ...new Set(Object.values<string>(STEPS[machine])),
];

const RUNNING = ["api", "sweep", "lease-due", "publish-events", "start-workflow"];

/** Questions that somebody has who is called at night. Our logs are JSON, so that members are fields. */
const QUERIES: Readonly<Record<string, SavedQuery>> = {
  "what went wrong": {
    functions: [...RUNNING, ...stepsOf("vend"), ...stepsOf("teardown")],
    query: `fields @timestamp, service, message, error.name, error.message
| filter level = "ERROR" or level = "CRITICAL"
| sort @timestamp desc
| limit 200`,
  },
  "one lease": {
    functions: [...RUNNING, ...stepsOf("vend"), ...stepsOf("teardown")],
    query: `# Put in the id of the lease.
fields @timestamp, @log, message
| filter @message like "l-0000000000000000"
| sort @timestamp asc
| limit 1000`,
  },
  "one account": {
    functions: ["sweep", "start-workflow", ...stepsOf("vend"), ...stepsOf("teardown")],
    query: `# Put in the key or the number of the account.
fields @timestamp, @log, message
| filter @message like "000000000000"
| sort @timestamp asc
| limit 1000`,
  },
  "slow steps": {
    functions: [...stepsOf("vend"), ...stepsOf("teardown")],
    query: `filter @type = "REPORT"
| stats max(@duration) as slowest, pct(@duration, 50) as median, count() as calls by @log
| sort slowest desc`,
  },
  "memory of functions": {
    functions: [...RUNNING, ...stepsOf("vend"), ...stepsOf("teardown")],
    query: `filter @type = "REPORT"
| stats max(@maxMemoryUsed / 1000000) as used, max(@memorySize / 1000000) as given by @log
| sort used desc`,
  },
};

/** Logs Insights takes at most so many groups into a saved query. */
const MOST_GROUPS = 50;

/** Saves the questions in Logs Insights, in a folder of the deployment's name. */
export function savedQueries(scope: Construct, site: Site): readonly CfnResource[] {
  return Object.entries(QUERIES).map(([name, { functions, query }]) => {
    const groups = [...new Set(functions)].map((each) => `/aws/lambda/${site.names.own(each)}`);
    return new CfnQueryDefinition(scope, `query-${name.replaceAll(" ", "-")}`, {
      name: `${site.configuration.prefix}/${name}`,
      queryString: query,
      logGroupNames: groups.slice(0, MOST_GROUPS),
    });
  });
}
