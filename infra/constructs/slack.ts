import { CfnOutput, Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { HttpMethod, HttpNoneAuthorizer } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { StartingPosition } from "aws-cdk-lib/aws-lambda";
import { SqsDlq } from "aws-cdk-lib/aws-lambda-event-sources";
import { CfnSecret } from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";
import type { EventType } from "../../domain/events.ts";
import * as receiveContract from "../../functions/slack-receive/contract.ts";
import * as tellContract from "../../functions/slack-tell/contract.ts";
import * as workContract from "../../functions/slack-work/contract.ts";
import type { Configuration } from "../configuration.ts";
import { acknowledge } from "./acknowledge.ts";
import type { Api } from "./api.ts";
import { mayReportFailure, reportingFailure } from "./asynchronous.ts";
import { environmentOf } from "./environment.ts";
import { MayflyFunction } from "./function.ts";
import { allow } from "./permissions.ts";
import { mayReadStream } from "./publishing.ts";
import type { Site } from "./site.ts";

/** Where Slack sends commands, buttons, modals and events. */
export const SLACK_PATH = "/v1/slack";

/** Events after which what Slack shows of a lease is another thing. */
export const TOLD: readonly EventType[] = [
  ...(["LeaseRequested", "LeaseApproved", "LeaseDenied", "LeaseCancelled"] as const),
  ...(["LeaseVending", "LeaseQueued", "LeaseAdmitted", "LeaseActivated", "LeaseExtended"] as const),
  ...(["LeaseExpiring", "LeaseSpendReached", "LeaseFrozen", "LeaseUnfrozen"] as const),
  ...(["LeaseEnding", "LeaseEnded", "LeaseFailed"] as const),
];

interface Parts {
  readonly site: Site;
  readonly api: Api;
  readonly settings: NonNullable<Configuration["slack"]>;
  readonly secret: CfnSecret;
}

/**
 * Mayfly in Slack: a function that answers, one that works, one that tells, which is answered; nothing without
 * configuration.
 */
export function slack(scope: Construct, site: Site, api: Api): MayflyFunction | undefined {
  const { slack: settings } = site.configuration;
  if (settings === undefined) return undefined;
  const parts = { site, api, settings, secret: appSecret(scope, site) };
  const work = worker(scope, parts);
  const receive = receiver(scope, parts, work);
  const tell = teller(scope, parts);
  const [route] = api.addRoutes({
    ...{ path: SLACK_PATH, methods: [HttpMethod.POST], authorizer: new HttpNoneAuthorizer() },
    integration: new HttpLambdaIntegration("slack", receive, { scopePermissionToRoute: false }),
  });
  if (route !== undefined)
    acknowledge(route, {
      "AwsSolutions::AwsSolutions-APIG4":
        "Slack signs its requests in its own way, and the function verifies that before it reads anything.",
    });
  new CfnOutput(Stack.of(scope), "SlackUrl", { value: `${api.apiEndpoint}${SLACK_PATH}` });
  new CfnOutput(Stack.of(scope), "SlackSecretArn", { value: parts.secret.ref });
  return tell;
}

/** Without a value: whoever installs the app puts it there, and no template ever holds it. */
function appSecret(scope: Construct, { names }: Site): CfnSecret {
  const secret = new CfnSecret(scope, "SlackSecret", {
    name: names.own("slack"),
    description: 'Slack app: { "signingSecrets": ["…"], "botToken": "xoxb-…" }',
  });
  secret.applyRemovalPolicy(RemovalPolicy.RETAIN);
  acknowledge(secret, {
    "AwsSolutions::AwsSolutions-SMG4":
      "Slack gives these secrets out on a page of its own; several are taken while one replaces another.",
  });
  return secret;
}

const mayReadSecret = ({ secret }: Parts) => allow(["secretsmanager:GetSecretValue"], [secret.ref]);

const mayCallApi = ({ api }: Parts) => allow(["lambda:InvokeFunction"], [api.function.functionArn]);

/** What functions need that speak to Slack in Mayfly's name. */
const speaking = ({ site, settings, secret, api }: Parts) => ({
  ...environmentOf(site).table,
  SLACK_TEAM: settings.team,
  SLACK_API_URL: settings.apiUrl,
  SLACK_SECRET_ARN: secret.ref,
  SLACK_PEOPLE: JSON.stringify({
    ...{ principal: settings.principal, exceptions: settings.exceptions },
  }),
  API_FUNCTION: api.function.functionName,
  APPROVERS_CHANNEL: settings.approversChannel ?? "",
});

function receiver(scope: Construct, parts: Parts, work: MayflyFunction): MayflyFunction {
  const { site, settings, secret } = parts;
  return new MayflyFunction(scope, "slack-receive", {
    ...{ site, contract: receiveContract },
    environment: {
      ...environmentOf(site).table,
      SLACK_TEAM: settings.team,
      SLACK_SECRET_ARN: secret.ref,
      WORK_FUNCTION: work.functionName,
    },
    may: [
      site.ledger.mayRemember("PutItem", "DeleteItem"),
      mayReadSecret(parts),
      allow(["lambda:InvokeFunction"], [work.functionArn]),
    ],
    // Slack waits for three seconds; with more memory a function starts sooner.
    ...{ timeout: Duration.seconds(10), memorySize: 1_024 },
  });
}

function worker(scope: Construct, parts: Parts): MayflyFunction {
  const { site } = parts;
  return new MayflyFunction(scope, "slack-work", {
    ...{ site, contract: workContract, environment: speaking(parts) },
    may: [
      ...[site.ledger.mayRemember("GetItem", "PutItem"), mayReadSecret(parts), mayCallApi(parts)],
      mayReportFailure(site),
    ],
    timeout: Duration.minutes(1),
    ...reportingFailure(site),
  });
}

/**
 * Fed from the ledger's stream, which is the queue: it keeps events for a day, in their order, and comes
 * again while Slack has no time. The bus and whoever listens there are not held up by it.
 */
function teller(scope: Construct, parts: Parts): MayflyFunction {
  const { site } = parts;
  const tell = new MayflyFunction(scope, "slack-tell", {
    ...{ site, contract: tellContract, environment: speaking(parts) },
    may: [
      ...[site.ledger.mayRemember("GetItem", "PutItem"), mayReadSecret(parts), mayCallApi(parts)],
      ...mayReadStream(site),
    ],
    timeout: Duration.minutes(5),
  });
  tell.addEventSourceMapping("Stream", {
    ...{ eventSourceArn: site.ledger.stream, startingPosition: StartingPosition.LATEST },
    ...{ batchSize: 20, filters: [TOLD_EVENTS], reportBatchItemFailures: true },
    ...{ bisectBatchOnError: true, retryAttempts: 10_000, maxRecordAge: Duration.hours(23) },
    onFailure: new SqsDlq(site.deadLetters),
  });
  return tell;
}

const TOLD_EVENTS = {
  pattern: JSON.stringify({
    eventName: ["INSERT"],
    dynamodb: {
      NewImage: {
        publish: { BOOL: [true] },
        event: { M: { type: { S: TOLD } } },
      },
    },
  }),
};
