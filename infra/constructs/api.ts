import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import {
  HttpApi,
  type HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from "aws-cdk-lib/aws-apigatewayv2";
import { HttpIamAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import * as adoptionContract from "../../functions/adopt-account/contract.ts";
import { routes as adoptionRoutes } from "../../functions/adopt-account/routes.ts";
import * as contract from "../../functions/api/contract.ts";
import { routes } from "../../functions/api/router.ts";
import { environmentOf, mayEnterBroker } from "./environment.ts";
import { MayflyFunction } from "./function.ts";
import type { Site } from "./site.ts";

/** The HTTP API: exactly the routes that the router knows, for callers that sign their requests. */
export class Api extends HttpApi {
  readonly function: MayflyFunction;

  constructor(scope: Construct, id: string, site: Site) {
    super(scope, id, {
      apiName: site.configuration.prefix,
      description: "Asks for, sees and ends leases",
      createDefaultStage: false,
      defaultAuthorizer: new HttpIamAuthorizer(),
    });
    this.function = apiFunction(scope, site);
    this.#serve("router", this.function, routes);
    this.#serve("adoption", adopter(scope, site), adoptionRoutes);
    new HttpStage(scope, `${id}Stage`, {
      httpApi: this,
      stageName: "$default",
      autoDeploy: true,
      // What people and pipelines need, far below what the ledger and Organizations bear.
      throttle: { rateLimit: 50, burstLimit: 100 },
      detailedMetricsEnabled: true,
      accessLogSettings: accessLog(scope, site),
    });
  }

  #serve(id: string, by: MayflyFunction, all: object): void {
    const integration = new HttpLambdaIntegration(id, by, { scopePermissionToRoute: false });
    for (const key of Object.keys(all)) {
      const [method, path = ""] = key.split(" ");
      this.addRoutes({ path, methods: [method as HttpMethod], integration });
    }
  }
}

function apiFunction(scope: Construct, site: Site): MayflyFunction {
  const { ledger, configuration } = site;
  const { table, naming, slots, broker } = environmentOf(site);
  const { approvers, administrators } = configuration.people;
  return new MayflyFunction(scope, "api", {
    ...{ site, contract },
    environment: {
      ...{ ...table, ...naming, ...slots, ...broker("api") },
      REGION: configuration.region,
      APPROVERS: JSON.stringify(approvers),
      ADMINISTRATORS: JSON.stringify(administrators),
    },
    may: [
      ...[ledger.mayCommit(), ledger.mayAskHistory(), ledger.mayAsk("owner", "state", "queue")],
      mayEnterBroker(site, "api"),
    ],
    // The API gives up after 30 seconds, whatever it is told.
    timeout: Duration.seconds(29),
  });
}

/** Takes accounts in: a function of its own, because it enters accounts that no lease speaks of. */
function adopter(scope: Construct, site: Site): MayflyFunction {
  const { ledger, configuration } = site;
  const { table, fences, child } = environmentOf(site);
  const { QUARANTINE_UNIT_ID: _, ...barred } = fences;
  return new MayflyFunction(scope, "adopt-account", {
    ...{ site, contract: adoptionContract },
    environment: {
      ...{ ...table, ...barred, ...child("adopt-account") },
      ROOT_ID: configuration.organization.rootId,
      ADMINISTRATORS: JSON.stringify(configuration.people.administrators),
    },
    may: [ledger.mayCommit(), mayEnterBroker(site, "adopt-account")],
    timeout: Duration.seconds(29),
  });
}

/** Who asked for what, with which outcome; never what was said. */
const accessLog = (scope: Construct, site: Site) => ({
  destination: new LogGroupLogDestination(
    new LogGroup(scope, "api-access-log", {
      logGroupName: `/aws/vendedlogs/apis/${site.configuration.prefix}`,
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.DESTROY,
    }),
  ),
  format: AccessLogFormat.custom(
    JSON.stringify({
      requestId: "$context.requestId",
      time: "$context.requestTime",
      caller: "$context.identity.userArn",
      ip: "$context.identity.sourceIp",
      route: "$context.routeKey",
      path: "$context.path",
      status: "$context.status",
      latency: "$context.responseLatency",
      error: "$context.error.message",
      integrationError: "$context.integrationErrorMessage",
    }),
  ),
});
