import { VirtualClock } from "../../../local/kernel/clocks/virtual-clock.ts";
import { MemoryStorage } from "../../../local/kernel/collection.ts";
import { seeded } from "../../../local/kernel/random.ts";
import type { Authorization, Dispatch } from "../../../local/kernel/service.ts";
import { Trace } from "../../../local/kernel/trace.ts";
import type { HttpApiDependencies } from "../../../local/services/http-api/dependencies.ts";
import { httpApiRoute } from "../../../local/services/http-api/route.ts";
import { httpApiService } from "../../../local/services/http-api/service.ts";
import type { WireRequest } from "../../../local/wire/message.ts";

export const START = Date.UTC(2026, 10, 24, 10);
const ACCOUNT = "222222222222";
const REGION = "eu-west-1";
const FUNCTION = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:api`;
const ARN = `arn:aws:sts::${ACCOUNT}:assumed-role/dev/ann`;

/** The group of the access log, as a stage names it. */
const LOG_GROUP = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:access`;

/** What the function behind the API does with an event. */
type Answer = (event: Record<string, never>) => unknown;

/** An HTTP API with two routes for signed callers and one for everybody. */
export async function anApi(answer: Answer, overrides: Partial<HttpApiDependencies> = {}) {
  const clock = new VirtualClock(START);
  const world = { clock, storage: new MemoryStorage(), random: seeded(1), trace: new Trace() };
  const dispatched: Parameters<Dispatch>[0][] = [];
  const wanted: Authorization[] = [];
  const lines: string[] = [];
  const dispatch: Dispatch = async (request) => {
    dispatched.push(request);
    const { Payload } = request.input as { Payload: Uint8Array };
    const payload = await answer(JSON.parse(Buffer.from(Payload).toString()));
    return { StatusCode: 200, Payload: Buffer.from(JSON.stringify(payload)) };
  };
  const session = { issuedAt: START, expiresAt: START + 1 };
  const role = { roleArn: `arn:aws:iam::${ACCOUNT}:role/dev`, roleName: "dev" };
  const route = httpApiRoute(world, {
    identity: { contextOf: () => ({ "aws:PrincipalOrgID": "o-mayfly" }) },
    callerOf: () => ({
      principal: { kind: "role", account: ACCOUNT, arn: ARN, userId: "AROA:ann", session, ...role },
      accessKeyId: "ASIA1",
    }),
    authorize: (_principal, _region, authorization) => void wanted.push(authorization),
    ...{ dispatch, keysOf: () => Promise.resolve(new Map()) },
    log: ({ group, line }) => void lines.push(`${group}: ${line}`),
    ...overrides,
  });
  const id = await make(world);
  const visit = async (request: Partial<WireRequest> = {}) => {
    const whole = { ...NO_REQUEST, ...request };
    const answered = await clock.held("visit", () => route.answer(whole));
    const body = Buffer.from(answered.body).toString();
    return { status: answered.status, headers: answered.headers, body };
  };
  return { id, clock, route, visit, dispatched, wanted, lines };
}

const NO_REQUEST: WireRequest = {
  method: "GET",
  rawPath: "/v1/leases",
  rawQuery: "",
  headers: { host: "127.0.0.1:4566" },
  body: new Uint8Array(),
  sourceIp: "127.0.0.1",
};

type World = Parameters<typeof httpApiRoute>[0];

async function make(world: World): Promise<string> {
  const service = httpApiService(world);
  const create = async (type: string, properties: object) => {
    const found = service.resources?.find((each) => each.type === `AWS::ApiGatewayV2::${type}`);
    const made = await found?.create(properties as never, {
      ...{ world, account: ACCOUNT, region: REGION, stackName: "s", logicalId: "l", tags: {} },
      physicalName: () => "name",
      asset: () => "",
    });
    return made?.ref ?? "";
  };
  const ApiId = await create("Api", { Name: "mayfly", ProtocolType: "HTTP" });
  const integration = await create("Integration", {
    ...{ ApiId, IntegrationType: "AWS_PROXY", IntegrationUri: FUNCTION },
    PayloadFormatVersion: "2.0",
  });
  const Target = `integrations/${integration}`;
  for (const RouteKey of ["GET /v1/leases", "POST /v1/leases/{id}/extend"])
    await create("Route", { ApiId, RouteKey, Target, AuthorizationType: "AWS_IAM" });
  await create("Route", { ApiId, RouteKey: "ANY /open/{rest+}", Target });
  const Format =
    "$context.requestTime $context.routeKey $context.status $context.error.message $context.missing";
  await create("Stage", {
    ...{ ApiId, StageName: "$default", AutoDeploy: true },
    AccessLogSettings: { DestinationArn: LOG_GROUP, Format },
  });
  return ApiId;
}
