import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import {
  HttpApi,
  type HttpMethod,
  HttpStage,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
} from "aws-cdk-lib/aws-apigatewayv2";
import { HttpIamAuthorizer, HttpJwtAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import * as adoptionContract from "../../functions/adopt-account/contract.ts";
import { routes as adoptionRoutes } from "../../functions/adopt-account/routes.ts";
import * as contract from "../../functions/api/contract.ts";
import { routes } from "../../functions/api/router.ts";
import type { Configuration } from "../configuration.ts";
import { environmentOf, mayEnterBroker } from "./environment.ts";
import { MayflyFunction } from "./function.ts";
import type { ReportsBucket } from "./reports-bucket.ts";
import type { Site } from "./site.ts";

/**
 * An HTTP API with exactly the routes that the router knows. Whoever signs with IAM calls one; people of an
 * identity provider have another, with the same function behind it.
 */
export class Api extends HttpApi {
  readonly function: MayflyFunction;
  readonly stage: HttpStage;

  constructor(scope: Construct, id: string, props: ApiProps) {
    const { listener, adopter, name, authorizer, scopes } = props;
    super(scope, id, {
      apiName: name,
      description: "Asks for, sees and ends leases",
      createDefaultStage: false,
      defaultAuthorizer: authorizer,
      ...(scopes.length === 0 ? {} : { defaultAuthorizationScopes: [...scopes] }),
    });
    this.function = listener;
    this.#serve("router", listener, routes);
    this.#serve("adoption", adopter, adoptionRoutes);
    this.stage = new HttpStage(scope, `${id}Stage`, {
      httpApi: this,
      stageName: "$default",
      autoDeploy: true,
      // What people and pipelines need, far below what the ledger and Organizations bear.
      throttle: { rateLimit: 50, burstLimit: 100 },
      detailedMetricsEnabled: true,
      accessLogSettings: accessLog(scope, `${id}AccessLog`, name),
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

interface ApiProps {
  readonly listener: MayflyFunction;
  /** Takes accounts in. */
  readonly adopter: MayflyFunction;
  readonly name: string;
  readonly authorizer: IHttpRouteAuthorizer;
  readonly scopes: readonly string[];
}

/** The API for callers who sign, and the one for those with a token where there is an identity provider. */
export interface Apis {
  readonly signed: Api;
  readonly people?: Api;
}

export function apis(scope: Construct, site: Site, reports: ReportsBucket): Apis {
  const { prefix, identityProvider } = site.configuration;
  const functions = { listener: apiFunction(scope, site, reports), adopter: adopter(scope, site) };
  const signed = new Api(scope, "Api", {
    ...{ ...functions, name: prefix, authorizer: new HttpIamAuthorizer(), scopes: [] },
  });
  if (identityProvider === undefined) return { signed };
  const { issuer, audience, scopes } = identityProvider;
  const authorizer = new HttpJwtAuthorizer("IdentityProvider", issuer, { jwtAudience: audience });
  const name = `${prefix}-people`;
  const props = { ...functions, name, authorizer, scopes };
  return { signed, people: new Api(scope, "PeopleApi", props) };
}

function apiFunction(scope: Construct, site: Site, reports: ReportsBucket): MayflyFunction {
  const { ledger, configuration } = site;
  const { table, naming, slots, broker } = environmentOf(site);
  return new MayflyFunction(scope, "api", {
    ...{ site, contract },
    environment: {
      ...{ ...table, ...naming, ...slots, ...broker("api"), ...callersOf(configuration) },
      REGION: configuration.region,
      REPORTS_BUCKET: reports.bucketName,
      VENDING_ACCOUNT_ID: configuration.organization.vendingAccountId,
      APPROVERS: JSON.stringify(configuration.people.approvers),
    },
    may: [
      ...[ledger.mayCommit(), ledger.mayCount(), ledger.mayReadMany(), ledger.mayAskHistory()],
      ledger.mayAsk("owner", "state", "month", "queue"),
      ...[mayEnterBroker(site, "api"), ...reports.mayRead()],
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
      ...{ ...table, ...barred, ...child("adopt-account"), ...callersOf(configuration) },
      ROOT_ID: configuration.organization.rootId,
    },
    may: [ledger.mayCommit(), mayEnterBroker(site, "adopt-account")],
    timeout: Duration.seconds(29),
  });
}

/** Who calls, and what they are here: for a function that answers an API. */
const callersOf = ({ identityProvider, people }: Configuration) => ({
  IDENTITY_PROVIDER: identityProvider === undefined ? "" : claimsOf(identityProvider),
  ADMINISTRATORS: JSON.stringify(people.administrators),
  AUDITORS: JSON.stringify(people.auditors),
});

type Provider = NonNullable<Configuration["identityProvider"]>;

/** What of the identity provider the function has to know: API Gateway has verified the rest. */
const claimsOf = ({ issuer, personClaim, groupsClaim }: Provider) =>
  JSON.stringify({ issuer, personClaim, groupsClaim });

/** Who asked for what, with which outcome; never what was said. */
const accessLog = (scope: Construct, id: string, api: string) => ({
  destination: new LogGroupLogDestination(
    new LogGroup(scope, id, {
      logGroupName: `/aws/vendedlogs/apis/${api}`,
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.DESTROY,
    }),
  ),
  format: AccessLogFormat.custom(
    JSON.stringify({
      requestId: "$context.requestId",
      time: "$context.requestTime",
      caller: "$context.identity.userArn",
      person: "$context.authorizer.claims.sub",
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
