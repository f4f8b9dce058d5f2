import type { World } from "../../kernel/service.ts";
import type { HttpRoute } from "../../wire/gateway.ts";
import type { WireAnswer, WireRequest } from "../../wire/message.ts";
import { lengthOf, logAccess } from "./access-log.ts";
import { addressOf, isMeantForApis } from "./address.ts";
import type { ApiRecord, StageRecord } from "./apis.ts";
import { authorizeCaller, methodArn } from "./authorize.ts";
import type { HttpApiDependencies } from "./dependencies.ts";
import { type Authorizer, eventOf, logTime } from "./event.ts";
import { integrate } from "./integration.ts";
import { authorizeToken } from "./jwt/authorize.ts";
import { type MatchedRoute, matchRoute } from "./match-route.ts";
import { giveMetrics } from "./metrics.ts";
import { answerOf, Refused, refused } from "./refusal.ts";

/** Limits of HTTP APIs (API Gateway DG, http-api-quotas): bytes of a body, and of line and headers. */
const LONGEST_BODY = 10 * 1024 * 1024;
const LONGEST_HEAD = 10_240;

/** A request on its way through an API. */
interface Visit {
  readonly api: ApiRecord;
  readonly stage: StageRecord;
  readonly request: WireRequest;
  readonly requestId: string;
  readonly at: number;
}

interface Matched extends Visit {
  readonly matched: MatchedRoute;
}

function checkSize({ body, headers, rawPath, rawQuery }: WireRequest): void {
  if (body.byteLength > LONGEST_BODY) throw refused(413, "Request Entity Too Large");
  const head = Object.entries(headers).reduce(
    (sum, [name, value]) => sum + name.length + String(value).length + 4,
    rawPath.length + rawQuery.length,
  );
  if (head > LONGEST_HEAD) throw refused(431, "Request Header Fields Too Large");
}

/** What the authorizer of the route finds out about the caller. Throws Refused. */
async function authorizerOf(
  dependencies: HttpApiDependencies,
  { api, stage, request, matched, at }: Matched,
): Promise<Authorizer | undefined> {
  const { authorization } = matched.route;
  if (authorization.kind === "NONE") return undefined;
  if (authorization.kind === "AWS_IAM")
    return { iam: authorizeCaller(dependencies, { api, stage: stage.name, request }) };
  const authorizer = api.authorizers[authorization.authorizerId];
  if (!authorizer) throw refused(500, "Internal Server Error", "The route has no authorizer.");
  const demands = { authorizer, scopes: authorization.scopes };
  return { jwt: await authorizeToken(dependencies.keysOf, demands, { request, at }) };
}

async function answerTo(
  world: World,
  dependencies: HttpApiDependencies,
  visit: Matched & { readonly authorizer: Authorizer | undefined },
): Promise<WireAnswer> {
  const { api, request, matched, requestId, at, authorizer } = visit;
  const stage = visit.stage.name;
  const { route } = matched;
  const integration = api.integrations[route.integrationId];
  if (!integration) throw refused(500, "Internal Server Error", "The route has no integration.");
  const [method = "", path = ""] = route.key.split(" ");
  const sourceArn = methodArn(api, stage, method, path);
  const event = eventOf({ api, stage, request, matched, requestId, at, authorizer });
  return await integrate(world, dependencies, { api, integration, event, sourceArn });
}

/** The answer of the function, or API Gateway's own. */
interface Outcome {
  readonly answer: WireAnswer;
  readonly refusal?: Refused;
  /** Key of the route that took the request. */
  readonly key?: string;
  readonly authorizer?: Authorizer | undefined;
}

async function outcomeOf(
  world: World,
  dependencies: HttpApiDependencies,
  visit: Visit,
): Promise<Outcome> {
  const matched = matchRoute(visit.api, visit.request.method, visit.request.rawPath);
  if (!matched) return { answer: answerOf(refused(404, "Not Found")) };
  const { key } = matched.route;
  let authorizer: Authorizer | undefined;
  try {
    checkSize(visit.request);
    authorizer = await authorizerOf(dependencies, { ...visit, matched });
    const answer = await answerTo(world, dependencies, { ...visit, matched, authorizer });
    return { answer, key, authorizer };
  } catch (error) {
    if (error instanceof Refused)
      return { answer: answerOf(error), refusal: error, key, authorizer };
    throw error;
  }
}

/** Serves the HTTP APIs of the cloud on the gateway's port. */
export function httpApiRoute(world: World, dependencies: HttpApiDependencies): HttpRoute {
  return {
    matches: (request) => isMeantForApis(world, request),
    async answer(request) {
      const at = world.clock.now();
      const requestId = `${world.random.text(15, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefgh")}=`;
      const address = addressOf(world, request);
      if (!address) return answerOf(refused(404, "Not Found"));
      const visit = { ...address, requestId, at };
      const outcome = await outcomeOf(world, dependencies, visit);
      const { answer } = outcome;
      const latency = world.clock.now() - at;
      giveMetrics(dependencies, { api: visit.api, status: answer.status, latency, at });
      logAccess(dependencies, visit, factsOf(visit, { ...outcome, latency }));
      return { ...answer, headers: { "apigw-requestid": requestId, ...answer.headers } };
    },
  };
}

/** `$context.authorizer.claims.NAME`, as it is for JWT authorizers. */
const claimFacts = (authorizer: Authorizer | undefined) =>
  authorizer && "jwt" in authorizer
    ? Object.fromEntries(
        Object.entries(authorizer.jwt.claims).map(([name, claim]) => [
          `authorizer.claims.${name}`,
          claim,
        ]),
      )
    : {};

const factsOf = (
  { api, stage, request, requestId, at }: Visit,
  { answer, refusal, key, authorizer, latency }: Outcome & { readonly latency: number },
) => ({
  ...claimFacts(authorizer),
  routeKey: key,
  responseLatency: String(latency),
  "error.message": refusal?.message,
  integrationErrorMessage: refusal && String(refusal.cause ?? refusal.message),
  requestId,
  extendedRequestId: requestId,
  requestTime: logTime(at),
  requestTimeEpoch: String(at),
  apiId: api.id,
  accountId: api.account,
  stage: stage.name,
  httpMethod: request.method,
  path: request.rawPath,
  protocol: "HTTP/1.1",
  status: String(answer.status),
  responseLength: lengthOf(answer),
  "identity.sourceIp": request.sourceIp,
  "identity.userAgent": String(request.headers["user-agent"] ?? "-"),
});
