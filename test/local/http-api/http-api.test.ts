import { describe, expect, it } from "vitest";
import { anApi, START } from "./an-api.ts";

const echo = (event: unknown) => event;

describe("an HTTP API", () => {
  it("hands a request to its function as an event of format 2.0", async () => {
    const api = await anApi(echo);

    const { status, body } = await api.visit({
      method: "POST",
      rawPath: "/v1/leases/l-1/extend",
      rawQuery: "a=1&a=2&b=x%20y",
      headers: { host: "h", "content-type": "application/json", "user-agent": "curl" },
      body: Buffer.from('{"duration":"P1D"}'),
    });

    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({
      version: "2.0",
      routeKey: "POST /v1/leases/{id}/extend",
      rawPath: "/v1/leases/l-1/extend",
      rawQueryString: "a=1&a=2&b=x%20y",
      queryStringParameters: { a: "1,2", b: "x y" },
      pathParameters: { id: "l-1" },
      body: '{"duration":"P1D"}',
      isBase64Encoded: false,
      requestContext: {
        accountId: "222222222222",
        apiId: api.id,
        http: { method: "POST", sourceIp: "127.0.0.1", userAgent: "curl" },
        stage: "$default",
        time: "24/Nov/2026:10:00:00 +0000",
        timeEpoch: START,
      },
    });
  });

  it("tells the function who signed", async () => {
    const api = await anApi(echo);

    const { body } = await api.visit();

    const iam = {
      accessKey: "ASIA1",
      accountId: "222222222222",
      callerId: "AROA:ann",
      cognitoIdentity: null,
      principalOrgId: "o-mayfly",
      userArn: "arn:aws:sts::222222222222:assumed-role/dev/ann",
      userId: "AROA:ann",
    };
    expect(JSON.parse(body)).toMatchObject({ requestContext: { authorizer: { iam } } });
  });

  it("asks for execute-api:Invoke on the path, in the account of the API", async () => {
    const api = await anApi(echo);

    await api.visit({ method: "POST", rawPath: "/v1/leases/l-1/extend" });

    expect(api.wanted).toEqual([
      {
        action: "execute-api:Invoke",
        resource: `arn:aws:execute-api:eu-west-1:222222222222:${api.id}/$default/POST/v1/leases/l-1/extend`,
        resourceAccount: "222222222222",
      },
    ]);
  });

  it("calls the function as API Gateway, for the sake of the route", async () => {
    const api = await anApi(echo);

    await api.visit({ method: "POST", rawPath: "/v1/leases/l-1/extend" });

    expect(api.dispatched[0]?.principal).toMatchObject({
      kind: "service",
      service: "apigateway.amazonaws.com",
      sourceArn: `arn:aws:execute-api:eu-west-1:222222222222:${api.id}/$default/POST/v1/leases/{id}/extend`,
    });
  });

  it.each([
    ["nobody signed", { callerOf: refuse }],
    ["policies do not allow it", { authorize: refuse }],
  ])("answers Forbidden when %s, and calls no function", async (_, overrides) => {
    const api = await anApi(echo, overrides);

    const { status, body } = await api.visit();

    expect([status, body]).toEqual([403, '{"message":"Forbidden"}']);
    expect(api.dispatched).toEqual([]);
  });

  it("lets everybody use a route without an authorizer", async () => {
    const api = await anApi(echo, { callerOf: refuse });

    const { body } = await api.visit({ method: "PUT", rawPath: "/open/a/b" });

    expect(JSON.parse(body)).toMatchObject({ pathParameters: { rest: "a/b" } });
    expect(JSON.parse(body)).not.toHaveProperty("requestContext.authorizer");
  });

  it("answers Not Found where there is no route", async () => {
    const api = await anApi(echo);

    const { status, body } = await api.visit({ method: "DELETE", rawPath: "/v1/leases" });

    expect([status, body]).toEqual([404, '{"message":"Not Found"}']);
  });

  it("answers with the status, headers and body of the function", async () => {
    const answer = { statusCode: 202, headers: { Location: "/x" }, body: "aGk=" };
    const api = await anApi(() => ({ ...answer, isBase64Encoded: true }));

    const { status, headers, body } = await api.visit();

    expect([status, headers["location"], body]).toEqual([202, "/x", "hi"]);
    expect(headers["apigw-requestid"]).toMatch(/=$/);
  });

  it("hands a body on in base64 that is no text", async () => {
    const api = await anApi(echo);

    const { body } = await api.visit({
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: Buffer.from("a=1"),
    });

    expect(JSON.parse(body)).toMatchObject({ body: "YT0x", isBase64Encoded: true });
  });

  it.each([
    ["fails", { dispatch: () => Promise.resolve({ FunctionError: "Unhandled" }) }],
    ["may not be called", { dispatch: () => Promise.reject(new Error("AccessDenied")) }],
  ])("answers an internal error when the function %s", async (_, overrides) => {
    const api = await anApi(echo, overrides);

    const { status, body } = await api.visit();

    expect([status, body]).toEqual([500, '{"message":"Internal Server Error"}']);
  });

  it("gives up a function after 30 seconds", async () => {
    const api = await anApi(async () => await api.clock.sleep(60_000, "slow"));

    const { status, body } = await api.visit();

    expect([status, body]).toEqual([503, '{"message":"Service Unavailable"}']);
    expect(api.clock.now()).toBe(START + 30_000);
  });

  it("refuses a body of more than 10 MB", async () => {
    const api = await anApi(echo);

    const { status } = await api.visit({ body: new Uint8Array(10 * 1024 * 1024 + 1) });

    expect(status).toBe(413);
  });

  it("writes a line for each request into the access log", async () => {
    const api = await anApi(echo, { authorize: refuse });

    await api.visit();

    expect(api.lines).toEqual([
      "access: 24/Nov/2026:10:00:00 +0000 GET /v1/leases 403 Forbidden -",
    ]);
  });
});

describe("the port that APIs share with services", () => {
  const signed = (service: string) =>
    `AWS4-HMAC-SHA256 Credential=AKIA/20261124/eu-west-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;

  it.each([
    ["signed for execute-api", "/anything", { authorization: signed("execute-api") }, true],
    ["for the host of an API", "/", { host: "abc.execute-api.eu-west-1.localhost:4566" }, true],
    ["unsigned under /v1/", "/v1/leases", {}, true],
    ["signed for another service under /v1/", "/v1/x", { authorization: signed("s3") }, false],
    ["unsigned elsewhere", "/bucket/key", {}, false],
  ])("takes a request that is %s: %s", async (_, rawPath, headers, isTaken) => {
    const { route } = await anApi(echo);
    const request = { method: "GET", rawPath, rawQuery: "", headers, sourceIp: "::1" };

    expect(route.matches({ ...request, body: new Uint8Array() })).toBe(isTaken);
  });
});

function refuse(): never {
  throw new Error("refused by test");
}
