import { VirtualClock } from "../../../local/kernel/clocks/virtual-clock.ts";
import { MemoryStorage } from "../../../local/kernel/collection.ts";
import type { Identity, KnownKey } from "../../../local/kernel/identity.ts";
import type { Principal } from "../../../local/kernel/principal.ts";
import { seeded } from "../../../local/kernel/random.ts";
import type { Service } from "../../../local/kernel/service.ts";
import { Trace } from "../../../local/kernel/trace.ts";
import { httpApiRoute } from "../../../local/services/http-api/route.ts";
import { httpApiService } from "../../../local/services/http-api/service.ts";
import { lambdaService } from "../../../local/services/lambda/service.ts";
import { logsService } from "../../../local/services/logs/service.ts";
import { sqsService } from "../../../local/services/sqs/service.ts";
import { accessCheck } from "../../../local/wire/authorize.ts";
import { verifiedCaller } from "../../../local/wire/caller.ts";
import { dispatchFor } from "../../../local/wire/dispatch.ts";
import { type Gateway, startGateway } from "../../../local/wire/gateway.ts";
import { ACCOUNT, HOUR, REGION, START } from "./a-lambda.ts";

/** What principals may do, as statements, by the name of their role; the user `ann` may do everything. */
type Permissions = Readonly<Record<string, readonly object[]>>;

const ANN: KnownKey = {
  credentials: { accessKeyId: "AKIAANN", secretAccessKey: "secret" },
  principal: {
    ...{ kind: "user", account: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:user/ann` },
    ...{ userId: "AIDAANN", userName: "ann" },
  },
  active: true,
};

const EVERYTHING = [{ Effect: "Allow", Action: "*", Resource: "*" }];

function anIdentity(now: () => number, permissions: Permissions): Identity {
  const keys = new Map([[ANN.credentials.accessKeyId, ANN]]);
  const statementsOf = (principal: Principal) =>
    principal.kind === "role" ? (permissions[principal.roleName] ?? []) : EVERYTHING;
  return {
    knownKey: (id) => keys.get(id),
    contextOf: ({ arn }) => ({ "aws:PrincipalArn": arn }),
    policiesOf: (principal) => {
      const identity = [{ name: "p", document: documentOf(statementsOf(principal)) }];
      return { identity, session: [], serviceControl: [] };
    },
    assumeAsService(roleArn, _service, sessionName) {
      const roleName = roleArn.split("/").at(-1) ?? "";
      const arn = `arn:aws:sts::${ACCOUNT}:assumed-role/${roleName}/${sessionName}`;
      const accessKeyId = `ASIA${keys.size}`;
      const credentials = { accessKeyId, secretAccessKey: "s", sessionToken: "t" };
      const session = { issuedAt: now(), expiresAt: now() + HOUR };
      const facts = { account: ACCOUNT, arn, roleArn, roleName, userId: `AROA:${sessionName}` };
      const principal = { kind: "role" as const, ...facts, session };
      keys.set(accessKeyId, { credentials, principal, active: true });
      return { credentials, principal };
    },
  };
}

const documentOf = (Statement: readonly object[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement });

/** Lambda, SQS, Logs and HTTP APIs behind the real gateway, in virtual time. */
export async function aCloud(permissions: Permissions = {}) {
  const clock = new VirtualClock(START);
  const world = { clock, storage: new MemoryStorage(), random: seeded(1), trace: new Trace() };
  const identity = anIdentity(() => clock.now(), permissions);
  const services = new Map<string, Service>();
  const cloud = { world, identity, services };
  const common = { identity, authorize: accessCheck(cloud), dispatch: dispatchFor(cloud) };
  let gateway: Gateway | undefined;
  const endpoint = () => gateway?.url ?? "";
  const logs = logsService(world);
  const log = (line: Parameters<typeof logs.write>[0]) => logs.write(line);
  const lambda = lambdaService(world, { ...common, endpoint, log });
  const made = [lambda, logs, sqsService(world, { endpoint }), httpApiService(world)];
  for (const service of made) services.set(service.signingName, service);
  const callerOf = (request: Parameters<typeof verifiedCaller>[1]) =>
    verifiedCaller(cloud, request, "execute-api");
  const keysOf = () => Promise.resolve(new Map());
  gateway = await startGateway({
    ...{ ...cloud, port: 0, routes: [httpApiRoute(world, { ...common, callerOf, keysOf, log })] },
    onHang: (accessKeyId) => lambda.hanging(accessKeyId, 1),
    onHangEnd: (accessKeyId) => lambda.hanging(accessKeyId, -1),
  });
  const make = async (type: string, properties: object, logicalId = "Made") =>
    await made
      .flatMap(({ resources = [] }) => resources)
      .find((each) => each.type === type)
      ?.create(properties as never, {
        ...{ world, account: ACCOUNT, region: REGION, stackName: "s", logicalId, tags: {} },
        physicalName: () => logicalId,
        asset: (_bucket, key) => key,
      });
  const client = { region: REGION, endpoint: gateway.url, credentials: ANN.credentials };
  const close = async () => {
    lambda.close();
    await gateway.close();
  };
  return { world, clock, url: gateway.url, client, make, close };
}
