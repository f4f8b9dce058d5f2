import { DescribeRegionsCommand } from "@aws-sdk/client-ec2";
import { ListRolesCommand } from "@aws-sdk/client-iam";
import { ListRootsCommand } from "@aws-sdk/client-organizations";
import { GetObjectCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import type { HttpRequest } from "@smithy/protocol-http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aGateway, clientsOf, failureOf } from "./a-gateway.ts";
import { aJsonCall, aRequest, presigned, send, signed } from "./a-request.ts";
import { keyOf, NOW } from "./identities.ts";

const RUNS = {
  "organizations:ListRoots": () => ({ Roots: [] }),
  "iam:ListRoles": () => ({ Roles: [] }),
  "ec2:DescribeRegions": () => ({ Regions: [] }),
  "s3:ListObjectsV2": () => ({}),
  "s3:GetObject": () => ({ Body: Buffer.from("hello") }),
};

let gateway: Awaited<ReturnType<typeof aGateway>>;
beforeAll(async () => {
  gateway = await aGateway(RUNS);
});
afterAll(() => gateway.close());

const YEAR = 365 * 24 * 3_600_000;
const TARGET = "AWSOrganizationsV20161128";

const aCall = () => aJsonCall(gateway.url, "ListRoots");

const mutations: [string, (request: HttpRequest) => void][] = [
  ["body", (request) => (request.body = '{"MaxResults":1}')],
  ["operation", ({ headers }) => (headers["x-amz-target"] = `${TARGET}.LeaveOrganization`)],
  ["path", (request) => (request.path = "/other")],
  ["query", (request) => (request.query = { a: "b" })],
  ["host", (request) => (request.headers["host"] = "elsewhere")],
  ["time", (request) => (request.headers["x-amz-date"] = "20261124T115959Z")],
  ["last digit", (request) => (request.headers["authorization"] += "0")],
  [
    "signer",
    ({ headers }) => {
      headers["authorization"] = headers["authorization"]?.replace("AKIAADMIN", "AKIAREADER") ?? "";
    },
  ],
];

describe("Signatures", () => {
  it("lets in who signs by the cloud's clock, and who signs by the machine's", async () => {
    const byCloud = await send(await signed(aCall(), { at: new Date(NOW) }));
    const byMachine = await send(await signed(aCall()));

    expect([byCloud.status, byMachine.status]).toEqual([200, 200]);
  });

  it.each(mutations)(
    "refuses a request whose %s was changed after signing",
    async (_what, change) => {
      const request = await signed(aCall(), { at: new Date(NOW) });
      change(request);

      const answer = await send(request);

      expect(answer.headers["x-amzn-errortype"]).toBe("InvalidSignatureException");
      expect(answer.status).toBe(400);
    },
  );

  it("refuses the signature of somebody else", async () => {
    const wrong = { ...keyOf("admin"), secretAccessKey: "guessed" };

    const call = clientsOf(gateway.url, wrong).organizations.send(new ListRootsCommand({}));

    await expect(call).rejects.toMatchObject({
      name: "InvalidSignatureException",
      message: expect.stringContaining("does not match the signature you provided"),
    });
  });

  it.each([
    ["past", -1],
    ["future", 1],
  ])("refuses a signature that is by no clock of today, but of the %s", async (_what, sign) => {
    const at = new Date(NOW + sign * YEAR);

    const answer = await send(await signed(aCall(), { at }));

    expect(JSON.parse(answer.body)).toMatchObject({
      __type: "InvalidSignatureException",
      message: expect.stringMatching(/^Signature (expired|not yet current)/),
    });
  });

  it("refuses expired credentials", async () => {
    const { organizations, iam } = clientsOf(gateway.url, keyOf("late", "token"));

    const json = organizations.send(new ListRootsCommand({}));
    await expect(json).rejects.toMatchObject({ name: "ExpiredTokenException" });

    const query = iam.send(new ListRolesCommand({}));
    await expect(query).rejects.toMatchObject({ name: "ExpiredToken" });
  });

  it("refuses temporary credentials as soon as they end", async () => {
    const own = await aGateway(RUNS);
    const { organizations } = clientsOf(own.url, keyOf("guest", "token"));
    await organizations.send(new ListRootsCommand({}));

    await own.clock.run({ until: NOW + 3_600_000 });

    const late = organizations.send(new ListRootsCommand({}));
    await expect(late).rejects.toMatchObject({ name: "ExpiredTokenException" });
    await own.close();
  });

  it.each([
    ["unknown", keyOf("nobody")],
    ["inactive", keyOf("retired")],
    ["used with another token", keyOf("guest", "forged")],
    ["used without its token", keyOf("guest")],
  ])("refuses a key that is %s in the words of each service", async (_what, key) => {
    const { organizations, iam, ec2 } = clientsOf(gateway.url, key);

    const errors = await Promise.all([
      failureOf(organizations.send(new ListRootsCommand({}))),
      failureOf(iam.send(new ListRolesCommand({}))),
      failureOf(ec2.send(new DescribeRegionsCommand({}))),
    ]);

    expect(errors.map(({ name }) => name)).toEqual([
      "UnrecognizedClientException",
      "InvalidClientTokenId",
      "AuthFailure",
    ]);
  });

  it("refuses unsigned requests", async () => {
    const answer = await send(aCall());

    expect(JSON.parse(answer.body)).toMatchObject({
      __type: "MissingAuthenticationTokenException",
    });
  });

  it("hands unsigned requests for objects on to the bucket's policy, which lets nobody in", async () => {
    const request = aRequest(gateway.url, { method: "GET", path: "/box/key" });

    const answer = await send(request);

    expect(answer.status).toBe(403);
    expect(answer.body).toContain("<Code>AccessDenied</Code>");
    expect(gateway.calls.at(-1)).toMatchObject({ operation: "GetObject", caller: "anonymous" });
  });

  it.each([
    ["another algorithm", "AWS4-ECDSA-P256-SHA256 Credential=a/b/c/d/aws4_request"],
    ["no signature", "AWS4-HMAC-SHA256 Credential=a/20261124/r/s/aws4_request, SignedHeaders=host"],
    ["a credential without scope", "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=a, Signature=b"],
    ["nonsense", "Basic dXNlcjpwYXNz"],
  ])("refuses an Authorization header with %s", async (_what, authorization) => {
    const request = aCall();
    request.headers["authorization"] = authorization;
    request.headers["x-amz-date"] = "20261124T120000Z";

    const answer = await send(request);

    expect(JSON.parse(answer.body)).toMatchObject({ __type: "IncompleteSignatureException" });
  });

  it("takes a call to a global service into its Region, whichever it is signed for", async () => {
    const answer = await send(await signed(aCall(), { region: "eu-west-1" }));

    expect(answer.status).toBe(200);
    expect(gateway.seen.at(-1)?.call.region).toBe("us-east-1");
  });

  it("refuses a call to a global service that is signed for what is no Region", async () => {
    const answer = await send(await signed(aCall(), { region: "everywhere" }));

    expect(JSON.parse(answer.body)).toMatchObject({
      __type: "InvalidSignatureException",
      message: expect.stringContaining("not 'everywhere'"),
    });
  });

  it("sees the Region that a call to a regional service was signed for", async () => {
    await gateway.ec2.send(new DescribeRegionsCommand({}));

    expect(gateway.seen.at(-1)?.call.region).toBe("eu-west-1");
  });

  it("reads a presigned address", async () => {
    const headers = { "x-amz-content-sha256": "UNSIGNED-PAYLOAD" };
    const request = aRequest(gateway.url, { method: "GET", path: "/box/a%20b", headers });

    const answer = await send(await presigned(request, new Date(NOW)));

    expect(answer).toMatchObject({ status: 200, body: "hello" });
  });

  it("refuses a presigned address that has expired", async () => {
    const headers = { "x-amz-content-sha256": "UNSIGNED-PAYLOAD" };
    const request = aRequest(gateway.url, { method: "GET", path: "/box/a", headers });

    const answer = await send(await presigned(request, new Date(NOW - YEAR)));

    expect(answer.status).toBe(403);
    expect(answer.body).toContain("<Message>Request has expired</Message>");
  });

  it("takes S3's listing of a prefix with all its special characters", async () => {
    const Prefix = "ü/a b+c&d=e~f*(g)'!";

    await gateway.s3.send(new ListObjectsV2Command({ Bucket: "box", Prefix }));

    expect(gateway.seen.at(-1)?.input).toEqual({ Bucket: "box", Prefix });
  });

  it("takes keys of objects with dots and slashes as they are", async () => {
    const Key = "a//b/../c/./d";

    await gateway.s3.send(new GetObjectCommand({ Bucket: "box", Key }));

    expect(gateway.seen.at(-1)?.input).toMatchObject({ Bucket: "box", Key });
  });
});
