import { Duration } from "aws-cdk-lib";
import {
  type CfnStage,
  type HttpMethod,
  HttpNoneAuthorizer,
  type HttpRoute,
} from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import type { Construct } from "constructs";
import * as contract from "../../functions/redeem-code/contract.ts";
import { routes } from "../../functions/redeem-code/routes.ts";
import { knowsCodes } from "../configuration.ts";
import { acknowledge } from "./acknowledge.ts";
import type { Api } from "./api.ts";
import { environmentOf, mayEnterBroker } from "./environment.ts";
import { MayflyFunction } from "./function.ts";
import type { Site } from "./site.ts";

/** What a course needs whose participants all come at once, and no more than that. */
const THROTTLE = {
  ...{ ThrottlingRateLimit: 10, ThrottlingBurstLimit: 40 },
  // Route settings stand instead of the stage's.
  DetailedMetricsEnabled: true,
};

/**
 * The door for people without an identity: a function and a broker role of their own behind routes that let
 * everybody in; nothing where no template knows codes.
 */
export function codes(scope: Construct, site: Site, api: Api): void {
  if (!knowsCodes(site.configuration)) return;
  const door = doorFunction(scope, site);
  const integration = new HttpLambdaIntegration("codes", door, { scopePermissionToRoute: false });
  const stage = api.stage.node.defaultChild as CfnStage;
  stage.routeSettings = Object.fromEntries(Object.keys(routes).map((key) => [key, THROTTLE]));
  // API Gateway refuses settings of a route that is not there yet.
  for (const key of Object.keys(routes)) stage.node.addDependency(...open(api, key, integration));
}

function open(api: Api, key: string, integration: HttpLambdaIntegration): readonly HttpRoute[] {
  const [method, path = ""] = key.split(" ");
  const made = api.addRoutes({
    ...{ path, methods: [method as HttpMethod], authorizer: new HttpNoneAuthorizer(), integration },
  });
  for (const route of made)
    acknowledge(route, {
      "AwsSolutions::AwsSolutions-APIG4":
        "Whoever has a code has no identity: the function asks for the code, or for the secret of one lease.",
    });
  return made;
}

function doorFunction(scope: Construct, site: Site): MayflyFunction {
  const { table, naming, broker } = environmentOf(site);
  return new MayflyFunction(scope, "redeem-code", {
    ...{ site, contract },
    environment: {
      ...{ ...table, ...naming, ...broker("redeem-code") },
      REGION: site.configuration.region,
    },
    may: [site.ledger.mayRedeem(), mayEnterBroker(site, "redeem-code")],
    // The API gives up after 30 seconds, whatever it is told.
    timeout: Duration.seconds(29),
  });
}
