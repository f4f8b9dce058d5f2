import { connect } from "node:net";
import { RunInstancesCommand } from "@aws-sdk/client-ec2";
import { DeleteRoleCommand, NoSuchEntityException } from "@aws-sdk/client-iam";
import {
  AccountNotFoundException,
  CreateAccountCommand,
  DescribeAccountCommand,
  LeaveOrganizationCommand,
  ListRootsCommand,
} from "@aws-sdk/client-organizations";
import { GetObjectCommand, HeadObjectCommand, NoSuchKey } from "@aws-sdk/client-s3";
import { GetScheduleCommand, ListSchedulesCommand } from "@aws-sdk/client-scheduler";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { AwsError } from "../../../local/kernel/aws-error.ts";
import { startGateway } from "../../../local/wire/gateway.ts";
import { aGateway, failureOf } from "./a-gateway.ts";
import { aJsonCall, aRequest, send, signed } from "./a-request.ts";
import { ACCOUNT } from "./identities.ts";

const fails = (error: () => Error) => () => {
  throw error();
};

const RUNS = {
  "organizations:DescribeAccount": fails(
    () =>
      new AccountNotFoundException({ message: "You specified an account that…", $metadata: {} }),
  ),
  "organizations:CreateAccount": fails(() => new TypeError("Cannot read secret of undefined")),
  "organizations:ListRoots": () => ({ Roots: [{ Colour: "green" }] }),
  "iam:DeleteRole": fails(() => new NoSuchEntityException({ message: "No role", $metadata: {} })),
  "iam:CreateRole": () => ({}),
  "ec2:RunInstances": fails(() => new AwsError("InvalidAMIID.NotFound", "No image")),
  "scheduler:GetSchedule": fails(() => new AwsError("ThrottlingException", "Slow down", 429)),
  "scheduler:ListSchedules": () => ({ Schedules: [] }),
  "s3:GetObject": fails(() => new NoSuchKey({ message: "No key", $metadata: {} })),
  "s3:HeadObject": fails(() => new AwsError("NotFound", "Not Found", 404)),
};

let gateway: Awaited<ReturnType<typeof aGateway>>;
beforeAll(async () => {
  gateway = await aGateway(RUNS, { largestBody: 1000 });
});
afterAll(() => gateway.close());

const sendSigned = async (operation: string, body?: string) =>
  await send(await signed(aJsonCall(gateway.url, operation, body)));

describe("Errors, as real SDK clients see them", () => {
  it("throws the exception classes of the SDK", async () => {
    const describe = failureOf(
      gateway.organizations.send(new DescribeAccountCommand({ AccountId: "1" })),
    );
    const remove = failureOf(gateway.iam.send(new DeleteRoleCommand({ RoleName: "r" })));
    const get = failureOf(gateway.s3.send(new GetObjectCommand({ Bucket: "box", Key: "a" })));

    expect(await describe).toBeInstanceOf(AccountNotFoundException);
    expect(await remove).toMatchObject({
      name: "NoSuchEntityException",
      message: "No role",
      $metadata: { httpStatusCode: 404 },
    });
    expect(await get).toBeInstanceOf(NoSuchKey);
  });

  it("throws errors that no model has by their name", async () => {
    const run = failureOf(gateway.ec2.send(new RunInstancesCommand({ MinCount: 1, MaxCount: 1 })));
    const get = failureOf(gateway.scheduler.send(new GetScheduleCommand({ Name: "due" })));
    const head = failureOf(gateway.s3.send(new HeadObjectCommand({ Bucket: "box", Key: "a" })));

    expect(await run).toMatchObject({ name: "InvalidAMIID.NotFound", message: "No image" });
    expect(await get).toMatchObject({
      name: "ThrottlingException",
      $metadata: { httpStatusCode: 429 },
    });
    expect(await head).toMatchObject({ name: "NotFound" });
  });

  it("refuses what AWS has and the local cloud does not by its name", async () => {
    const call = gateway.organizations.send(new LeaveOrganizationCommand({}));

    await expect(call).rejects.toMatchObject({
      name: "NotEmulated",
      message: "The local cloud does not emulate the operation organizations:LeaveOrganization.",
    });
  });

  it("answers what fails inside without telling, and goes on", async () => {
    const log = vi.spyOn(console, "error").mockReturnValue();

    const call = gateway.organizations.send(
      new CreateAccountCommand({ Email: "a@b.c", AccountName: "a" }),
    );

    await expect(call).rejects.toMatchObject({
      name: "InternalFailure",
      message: expect.not.stringContaining("secret"),
      $metadata: { httpStatusCode: 500 },
    });
    expect(log).toHaveBeenCalledWith(expect.any(TypeError));
    log.mockRestore();
  });

  it("takes an answer that the model does not know for a mistake of its own", async () => {
    const log = vi.spyOn(console, "error").mockReturnValue();

    const call = gateway.organizations.send(new ListRootsCommand({}));

    await expect(call).rejects.toMatchObject({ name: "InternalFailure" });
    log.mockRestore();
  });

  it.each([
    ["no JSON", "{", "SerializationException"],
    ["bytes that are no UTF-8", "\ud800", "SerializationException"],
    ["a list", "[]", "SerializationException"],
    ["a null", "null", "SerializationException"],
    ["a value of another type", '{"AccountId":1}', "SerializationException"],
    ["a parameter that nobody knows", '{"AccountId":"1","Colour":"green"}', "ValidationException"],
    ["a required parameter missing", "{}", "ValidationException"],
  ])("refuses a body with %s", async (_what, body, name) => {
    const answer = await sendSigned("DescribeAccount", body);

    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ __type: name });
  });

  it("names every required parameter that is missing", async () => {
    const answer = await sendSigned("CreateAccount", "{}");

    expect(JSON.parse(answer.body)).toHaveProperty(
      "message",
      "2 validation errors detected: Value null at 'email' failed to satisfy constraint: Member must not be null; Value null at 'accountName' failed to satisfy constraint: Member must not be null",
    );
  });

  it("refuses unknown and missing parameters of the query protocols", async () => {
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const ask = async (service: string, region: string, body: string) =>
      await send(await signed(aRequest(gateway.url, { headers: form, body }), { service, region }));

    const unknown = await ask(
      "iam",
      "us-east-1",
      "Action=DeleteRole&Version=2010-05-08&RoleName=r&Colour=green",
    );
    const missing = await ask(
      "ec2",
      "eu-west-1",
      "Action=RunInstances&Version=2016-11-15&MinCount=1",
    );

    expect(unknown.body).toContain("<Code>ValidationError</Code>");
    expect(unknown.body).toContain("Colour");
    expect(missing.body).toContain("<Code>MissingParameter</Code>");
  });

  it.each([
    ["JSON", "organizations", "AWSOrganizationsV20161128.MakeTea", "", "UnknownOperationException"],
    ["query", "iam", undefined, "Action=MakeTea&Version=2010-05-08", "InvalidAction"],
    ["query of another version", "iam", undefined, "Action=DeleteRole&Version=1", "InvalidAction"],
    ["query without an action", "iam", undefined, "RoleName=r", "MissingAction"],
  ])("refuses an unknown operation in %s", async (_what, service, target, body, name) => {
    const headers = target === undefined ? {} : { "x-amz-target": target };
    const request = aRequest(gateway.url, { headers, body });

    const answer = await send(await signed(request, { service }));

    expect(answer.body).toContain(name);
    expect(answer.status).toBe(400);
  });

  it("refuses a path that addresses no operation", async () => {
    const request = aRequest(gateway.url, { method: "GET", path: "/tea" });

    const answer = await send(await signed(request, { service: "scheduler", region: "eu-west-1" }));

    expect(answer.status).toBe(404);
    expect(answer.body).toContain("GET /tea addresses no operation.");
  });

  it.each([
    ["s3", "/v20180820/accesspoint", "the operation s3:ListAccessPoints"],
    ["apigateway", "/restapis", "API Gateway's REST APIs"],
  ])("refuses what signs as %s and is not emulated", async (service, path, name) => {
    const headers = { "x-amz-account-id": ACCOUNT };
    const request = aRequest(gateway.url, { method: "GET", path, headers });

    const answer = await send(await signed(request, { service, region: "eu-west-1" }));

    expect(answer.status).toBe(501);
    expect(answer.body).toContain(`The local cloud does not emulate ${name}.`);
  });

  it("refuses a service that the cloud does not have", async () => {
    const request = aRequest(gateway.url, { method: "GET", path: "/tea" });

    const answer = await send(await signed(request, { service: "teapot" }));

    expect(answer.status).toBe(501);
    expect(answer.body).toContain("The local cloud does not emulate the service teapot.");
  });

  it("tells a visitor that the root is no page", async () => {
    const answer = await send(aRequest(gateway.url, { method: "GET" }));

    expect(answer.status).toBe(501);
    expect(answer.body).toContain("unsigned requests like this one");
  });

  it("refuses a body that is too large, and answers the next request", async () => {
    const large = await sendSigned("CreateAccount", JSON.stringify({ Email: "x".repeat(2000) }));
    const next = await gateway.scheduler.send(new ListSchedulesCommand({}));

    expect(large.status).toBe(413);
    expect(JSON.parse(large.body)).toMatchObject({ __type: "RequestTooLarge" });
    expect(next.Schedules).toEqual([]);
  });

  it("survives a client that goes away in the middle of its request", async () => {
    const socket = connect(gateway.port, "127.0.0.1");
    socket.write("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf");
    await new Promise((resolve) => setTimeout(resolve, 20));
    socket.destroy();

    const next = await gateway.scheduler.send(new ListSchedulesCommand({}));

    expect(next.Schedules).toEqual([]);
    expect(gateway.clock.inFlight).toEqual([]);
  });

  it("says that a port is taken", async () => {
    const second = startGateway({ ...gateway.cloud, port: gateway.port });

    await expect(second).rejects.toThrow(`Port ${gateway.port} of 127.0.0.1 is in use already.`);
  });
});
