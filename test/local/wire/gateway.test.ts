import { gzipSync } from "node:zlib";
import { DescribeVpcsCommand } from "@aws-sdk/client-ec2";
import { ListRootsCommand } from "@aws-sdk/client-organizations";
import { afterEach, describe, expect, it } from "vitest";
import type { PoliciesOfPrincipal } from "../../../local/kernel/identity.ts";
import { verifiedCaller } from "../../../local/wire/caller.ts";
import type { HttpRoute } from "../../../local/wire/routes.ts";
import { aGateway } from "./a-gateway.ts";
import { aJsonCall, aRequest, send, signed } from "./a-request.ts";
import { ACCOUNT, identity, NOW } from "./identities.ts";

type Own = Awaited<ReturnType<typeof aGateway>>;
let gateway: Own | undefined;
afterEach(() => gateway?.close());

async function started(...options: Parameters<typeof aGateway>): Promise<Own> {
  gateway = await aGateway(...options);
  return gateway;
}

const listRoots = ({ organizations }: Pick<Own, "organizations">) =>
  organizations.send(new ListRootsCommand({}));

const ROOTS = { "organizations:ListRoots": () => ({ Roots: [] }) };

/** An identity whose users have one policy, with this condition. */
function onlyWhen(Condition: object) {
  const statement = { Effect: "Allow", Action: "*", Resource: "*", Condition };
  const document = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  const policiesOf = (): PoliciesOfPrincipal => ({
    identity: [{ name: "own", document }],
    session: [],
    serviceControl: [],
  });
  return { ...identity, policiesOf };
}

describe("The gateway", () => {
  it("tells the trace of every call", async () => {
    const own = await started(ROOTS);

    await listRoots(own);

    expect(own.calls).toEqual([
      {
        kind: "call",
        at: NOW,
        durationMs: 0,
        service: "organizations",
        operation: "ListRoots",
        account: ACCOUNT,
        region: "us-east-1",
        caller: `arn:aws:iam::${ACCOUNT}:user/admin`,
      },
    ]);
  });

  it("shows an operation who calls, from where and how", async () => {
    const own = await started(ROOTS);

    const { $metadata } = await listRoots(own);

    expect(own.seen[0]?.call).toMatchObject({
      account: ACCOUNT,
      region: "us-east-1",
      principal: { userName: "admin" },
      sourceIp: "127.0.0.1",
      userAgent: expect.stringContaining("aws-sdk-js"),
      requestId: $metadata.requestId,
    });
  });

  it("dates its answers by the cloud's clock", async () => {
    const own = await started(ROOTS);

    const answer = await send(aRequest(own.url));

    expect(answer.headers["date"]).toBe("Tue, 24 Nov 2026 12:00:00 GMT");
  });

  it("lets time pass while an operation sleeps, and holds it otherwise", async () => {
    const own = await started({
      "organizations:ListRoots": async (_input, call) => {
        await call.sleep(90_000);
        return { Roots: [] };
      },
    });

    await listRoots(own);

    expect(own.clock.now()).toBe(NOW + 90_000);
    expect(own.clock.inFlight).toEqual([]);
  });

  it("holds the clock while a request is served", async () => {
    const entered = Promise.withResolvers<void>();
    const leave = Promise.withResolvers<void>();
    const own = await started({
      "organizations:ListRoots": async () => {
        entered.resolve();
        await leave.promise;
        return { Roots: [] };
      },
    });
    const call = listRoots(own);
    await entered.promise;

    const ran = own.clock.run({ until: NOW + 1000 });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(own.clock.now()).toBe(NOW);
    leave.resolve();

    await Promise.all([call, ran]);
    expect(own.clock.now()).toBe(NOW + 1000);
  });

  it("closes while a request is served", async () => {
    const entered = Promise.withResolvers<void>();
    const own = await started({
      "organizations:ListRoots": () => {
        entered.resolve();
        return new Promise(() => undefined);
      },
    });
    const call = listRoots(own).catch((error: Error) => error);
    await entered.promise;

    await own.close();

    expect(await call).toBeInstanceOf(Error);
  });
});

describe("Global condition keys", () => {
  it.each<[string, object]>([
    ["the Region", { StringEquals: { "aws:RequestedRegion": "us-east-1" } }],
    ["the address", { IpAddress: { "aws:SourceIp": "127.0.0.0/8" } }],
    ["the time", { DateGreaterThan: { "aws:CurrentTime": "2026-11-24T11:59:59Z" } }],
    ["the time in seconds", { NumericEquals: { "aws:EpochTime": NOW / 1000 } }],
    ["the client", { StringLike: { "aws:UserAgent": "aws-sdk-js/*" } }],
    ["the transport, as if it were TLS", { Bool: { "aws:SecureTransport": "true" } }],
    ["the absence of services", { Bool: { "aws:ViaAWSService": "false" } }],
    ["the kind of caller", { Bool: { "aws:PrincipalIsAWSService": "false" } }],
    ["the caller", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:user/admin" } }],
    ["the resource's account", { StringEquals: { "aws:ResourceAccount": ACCOUNT } }],
  ])("say %s", async (_what, condition) => {
    const own = await started(ROOTS, { identity: onlyWhen(condition) });

    expect((await listRoots(own)).Roots).toEqual([]);
  });

  it("keep a call out that does not meet them", async () => {
    const condition = { DateGreaterThan: { "aws:CurrentTime": "2027-01-01T00:00:00Z" } };
    const own = await started(ROOTS, { identity: onlyWhen(condition) });

    await expect(listRoots(own)).rejects.toMatchObject({ name: "AccessDeniedException" });
  });
});

describe("Routes", () => {
  const aRoute = (knowing: Own["cloud"]): HttpRoute => ({
    matches: ({ rawPath }) => rawPath.startsWith("/v1/"),
    answer(request) {
      const { principal } = verifiedCaller(knowing, request, "execute-api");
      return Promise.resolve({ status: 202, headers: { "x-who": principal.arn }, body: "ok" });
    },
  });

  async function withRoute(): Promise<Own> {
    const routes: HttpRoute[] = [];
    const own = await started(ROOTS, { routes });
    routes.push(aRoute(own.cloud));
    return own;
  }

  it("are asked first, and find the caller by the signature", async () => {
    const own = await withRoute();
    const request = aRequest(own.url, { path: "/v1/leases", body: "{}" });

    const answer = await send(
      await signed(request, { service: "execute-api", region: "eu-west-1" }),
    );

    expect(answer).toMatchObject({ status: 202, body: "ok" });
    expect(answer.headers["x-who"]).toBe(`arn:aws:iam::${ACCOUNT}:user/admin`);
  });

  it.each([
    ["is not signed", undefined, "MissingAuthenticationTokenException"],
    ["is signed for another service", "organizations", "InvalidSignatureException"],
  ])("refuse a caller whose request %s", async (_what, service, name) => {
    const own = await withRoute();
    const request = aRequest(own.url, { path: "/v1/leases" });

    const answer = await send(service ? await signed(request, { service }) : request);

    expect(answer.headers["x-amzn-errortype"]).toBe(name);
    expect(answer.status).toBe(403);
  });

  it("leave other paths to the services", async () => {
    const own = await withRoute();

    expect((await listRoots(own)).Roots).toEqual([]);
  });
});

describe("Regions", () => {
  it("do not know the keys of an account that has not enabled them", async () => {
    const isEnabled = (_account: string, region: string) => region === "us-east-1";
    const own = await started(
      { ...ROOTS, "ec2:DescribeVpcs": () => ({ Vpcs: [] }) },
      { isEnabled },
    );

    await listRoots(own);
    const call = own.ec2.send(new DescribeVpcsCommand({}));

    await expect(call).rejects.toMatchObject({ name: "AuthFailure" });
  });
});

describe("Compressed bodies", () => {
  async function describeAccount(own: Own, body: string | Uint8Array) {
    const request = aJsonCall(own.url, "DescribeAccount", body);
    request.headers["content-encoding"] = "gzip";
    return await send(await signed(request));
  }

  it("are inflated", async () => {
    const own = await started({ "organizations:DescribeAccount": () => ({}) });

    await describeAccount(own, gzipSync('{"AccountId":"1"}'));

    expect(own.seen[0]?.input).toEqual({ AccountId: "1" });
  });

  it("are refused when they are not what they say", async () => {
    const own = await started({ "organizations:DescribeAccount": () => ({}) });

    const answer = await describeAccount(own, "{}");

    expect(JSON.parse(answer.body)).toMatchObject({ __type: "SerializationException" });
  });
});
