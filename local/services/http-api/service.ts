import type { Service, World } from "../../kernel/service.ts";
import { apiType } from "./resources/api.ts";
import { authorizerType } from "./resources/authorizer.ts";
import { integrationType } from "./resources/integration.ts";
import { routeType } from "./resources/route.ts";
import { stageType } from "./resources/stage.ts";

/**
 * API Gateway's HTTP APIs, as a stack makes them. Nobody calls API Gateway's own API here; how the
 * APIs themselves are served is in `route.ts`.
 */
export function httpApiService(_world: World): Service {
  return {
    signingName: "apigateway",
    protocol: "restJson",
    // The client package of API Gateway is no dependency: no operation is emulated.
    sdk: {},
    operations: {},
    resources: [apiType, authorizerType, integrationType, routeType, stageType],
  };
}
