import { CfnOutput, CfnParameter, Stack, type StackProps, Tags } from "aws-cdk-lib";
import type { Code } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";
import type { Configuration } from "../configuration.ts";
import { alarms } from "../constructs/alarms.ts";
import { apis } from "../constructs/api.ts";
import { codes } from "../constructs/codes.ts";
import { dashboard } from "../constructs/dashboard.ts";
import { DeadLetters } from "../constructs/dead-letters.ts";
import { Ledger } from "../constructs/ledger.ts";
import { mail } from "../constructs/mail.ts";
import { publishing } from "../constructs/publishing.ts";
import { reactions } from "../constructs/reactions.ts";
import { ReportsBucket } from "../constructs/reports-bucket.ts";
import { savedQueries } from "../constructs/saved-queries.ts";
import type { Site, Unit } from "../constructs/site.ts";
import { slack } from "../constructs/slack.ts";
import { spending } from "../constructs/spending.ts";
import { timekeeping } from "../constructs/timekeeping.ts";
import { webhooks } from "../constructs/webhooks.ts";
import { workflows } from "../constructs/workflows.ts";
import { namesOf } from "../names.ts";
import { synthesizer } from "./synthesizer.ts";
import { FROZEN_POLICY, UNIT_PARAMETERS } from "./unit-parameters.ts";

export interface VendingStackProps extends StackProps {
  readonly configuration: Configuration;
  /** The code of a function, by its folder under `functions/`. */
  readonly codeOf: (name: string) => Code;
  /** Where the bundled nuke program lies. */
  readonly nukeFolder: string;
}

/** Everything of Mayfly that runs: in any account of the organization, best in one of its own. */
export class VendingStack extends Stack {
  constructor(scope: Construct, id: string, props: VendingStackProps) {
    const { configuration, codeOf, nukeFolder, ...stackProps } = props;
    super(scope, id, {
      description: "Mayfly: vends and tears down accounts",
      synthesizer: synthesizer(),
      ...stackProps,
    });
    Tags.of(this).add("mayfly:deployment", configuration.prefix);
    const site: Site = {
      ...{ configuration, codeOf, names: namesOf(configuration), units: unitParameters(this) },
      frozenPolicyId: frozenPolicyParameter(this),
      ledger: new Ledger(this, "Ledger"),
      deadLetters: new DeadLetters(this, "DeadLetters"),
    };
    const reports = new ReportsBucket(this, "Reports");
    const machines = workflows(this, site, { nukeFolder, reports });
    const parts = {
      ...machines,
      ...timekeeping(this, site, machines),
      ...publishing(this, site),
    };
    reactions(this, site, parts);
    webhooks(this, site, parts.bus);
    mail(this, site, parts.bus);
    const measurer = spending(this, site, parts.bus);
    const made = apis(this, site, reports);
    const { signed: api, people } = made;
    const teller = slack(this, site, api);
    codes(this, site, api);
    const { topic, all } = alarms(this, site, { ...parts, apis: made, measurer, teller });
    dashboard(this, site, { ...parts, api, alarms: all });
    savedQueries(this, site);
    new CfnOutput(this, "ApiUrl", { value: api.apiEndpoint });
    if (people !== undefined)
      new CfnOutput(this, "PeopleApiUrl", {
        value: people.apiEndpoint,
        description: "For people of the identity provider, with a token",
      });
    new CfnOutput(this, "ApiArn", {
      value: api.arnForExecuteApi(),
      description: "Who may use the API is allowed execute-api:Invoke on it",
    });
    new CfnOutput(this, "EventBusName", { value: parts.bus.eventBusName });
    new CfnOutput(this, "AlarmTopicArn", { value: topic.topicArn });
  }
}

const frozenPolicyParameter = (stack: Stack): string =>
  new CfnParameter(stack, FROZEN_POLICY, {
    description: `Output ${FROZEN_POLICY} of the organization stack`,
    allowedPattern: "^p-[0-9a-zA-Z_]{8,128}$",
  }).valueAsString;

/** The organization stack may be in another account, where no stack can look: its outputs come by hand. */
function unitParameters(stack: Stack): Record<Unit, string> {
  const parameter = (unit: Unit) =>
    new CfnParameter(stack, UNIT_PARAMETERS[unit], {
      description: `Output ${UNIT_PARAMETERS[unit]} of the organization stack`,
      allowedPattern: "^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$",
    }).valueAsString;
  return {
    vending: parameter("vending"),
    active: parameter("active"),
    quarantine: parameter("quarantine"),
    closed: parameter("closed"),
  };
}
