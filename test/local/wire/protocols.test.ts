import { DescribeRegionsCommand, RunInstancesCommand } from "@aws-sdk/client-ec2";
import { CreateRoleCommand, ListUsersCommand } from "@aws-sdk/client-iam";
import { DescribeAccountCommand, TagResourceCommand } from "@aws-sdk/client-organizations";
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { CreateScheduleCommand, GetScheduleCommand } from "@aws-sdk/client-scheduler";
import { StartExecutionCommand } from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aGateway } from "./a-gateway.ts";

const WHEN = new Date("2026-11-24T10:00:00.250Z");
const ROLE = { Path: "/", RoleName: "r", RoleId: "AROA1", Arn: "arn:aws:iam::1:role/r" };

const RUNS = {
  "organizations:DescribeAccount": () => ({ Account: { Id: "1", JoinedTimestamp: WHEN } }),
  "organizations:TagResource": () => undefined,
  "states:StartExecution": () => ({ executionArn: "arn:execution", startDate: WHEN }),
  "iam:CreateRole": () => ({ Role: { ...ROLE, CreateDate: WHEN } }),
  "iam:ListUsers": () => ({ Users: [], IsTruncated: false }),
  "ec2:RunInstances": () => ({
    Instances: [{ InstanceId: "i-1", LaunchTime: WHEN, State: { Code: 0, Name: "pending" } }],
  }),
  "ec2:DescribeRegions": () => ({ Regions: [{ RegionName: "eu-west-1" }] }),
  "scheduler:GetSchedule": () => ({ Name: "due", StartDate: WHEN }),
  "scheduler:CreateSchedule": () => ({ ScheduleArn: "arn:schedule" }),
  "s3:PutObject": () => ({ ETag: '"e"' }),
  "s3:GetObject": () => ({
    Body: Buffer.from("hé\0llo"),
    ContentType: "text/plain",
    Metadata: { a: "b" },
  }),
  "s3:HeadObject": () => ({ ContentLength: 7, LastModified: new Date("2026-11-24T10:00:00Z") }),
  "s3:ListObjectsV2": () => ({
    Name: "box",
    KeyCount: 2,
    Contents: [
      { Key: "a<&>b", Size: 1 },
      { Key: "c", Size: 2 },
    ],
  }),
  "s3:DeleteObjects": () => ({ Deleted: [{ Key: "a" }] }),
};

let gateway: Awaited<ReturnType<typeof aGateway>>;
beforeAll(async () => {
  gateway = await aGateway(RUNS);
});
afterAll(() => gateway.close());

const lastInput = () => gateway.seen.at(-1)?.input;

describe("The protocols, as real SDK clients speak them", () => {
  it("carries JSON 1.1 with timestamps", async () => {
    const answer = await gateway.organizations.send(new DescribeAccountCommand({ AccountId: "1" }));

    expect(answer.Account).toEqual({ Id: "1", JoinedTimestamp: WHEN });
    expect(lastInput()).toEqual({ AccountId: "1" });
  });

  it("answers an operation without output", async () => {
    const Tags = [{ Key: "a", Value: "b" }];

    const answer = await gateway.organizations.send(
      new TagResourceCommand({ ResourceId: "1", Tags }),
    );

    expect(answer.$metadata.httpStatusCode).toBe(200);
    expect(lastInput()).toEqual({ ResourceId: "1", Tags });
  });

  it("carries JSON 1.0", async () => {
    const input = { stateMachineArn: "arn:machine", name: "one", input: '{"ü":1}' };

    const answer = await gateway.states.send(new StartExecutionCommand(input));

    expect(answer).toMatchObject({ executionArn: "arn:execution", startDate: WHEN });
    expect(lastInput()).toEqual(input);
  });

  it("carries the query protocol with nested lists", async () => {
    const input = {
      RoleName: "r",
      AssumeRolePolicyDocument: '{"Version":"2012-10-17"}',
      MaxSessionDuration: 3600,
      Tags: [
        { Key: "a", Value: "1" },
        { Key: "b", Value: "" },
      ],
    };

    const { Role } = await gateway.iam.send(new CreateRoleCommand(input));

    expect(Role).toMatchObject({ ...ROLE, CreateDate: WHEN });
    expect(lastInput()).toEqual(input);
  });

  it("tells an empty list from none in XML", async () => {
    const answer = await gateway.iam.send(new ListUsersCommand({}));

    expect(answer).toMatchObject({ Users: [], IsTruncated: false });
  });

  it("carries EC2's dialect", async () => {
    const input = {
      ImageId: "ami-1",
      MinCount: 1,
      MaxCount: 2,
      TagSpecifications: [{ ResourceType: "instance" as const, Tags: [{ Key: "a", Value: "b" }] }],
    };

    const answer = await gateway.ec2.send(new RunInstancesCommand(input));

    expect(answer.Instances?.[0]).toMatchObject({ InstanceId: "i-1", LaunchTime: WHEN });
    expect(lastInput()).toMatchObject(input);
  });

  it("reads booleans and filters of EC2", async () => {
    const Filters = [{ Name: "region-name", Values: ["eu-*", "us-*"] }];

    await gateway.ec2.send(new DescribeRegionsCommand({ AllRegions: true, Filters }));

    expect(lastInput()).toEqual({ AllRegions: true, Filters });
  });

  it("carries REST with JSON: labels, query and body", async () => {
    const schedule = {
      Name: "due",
      ScheduleExpression: "at(2026-12-01T00:00:00)",
      FlexibleTimeWindow: { Mode: "OFF" as const },
      Target: { Arn: "arn:target", RoleArn: "arn:role" },
      EndDate: WHEN,
      ClientToken: "token",
    };

    await gateway.scheduler.send(new CreateScheduleCommand(schedule));
    expect(lastInput()).toEqual(schedule);

    const answer = await gateway.scheduler.send(
      new GetScheduleCommand({ Name: "due", GroupName: "leases" }),
    );
    expect(answer).toMatchObject({ Name: "due", StartDate: WHEN });
    expect(lastInput()).toEqual({ Name: "due", GroupName: "leases" });
  });

  it("carries the bytes and headers of objects", async () => {
    const address = { Bucket: "box", Key: "a folder/ü+&.txt" };

    await gateway.s3.send(
      new PutObjectCommand({ ...address, Body: "hello", Metadata: { a: "b" } }),
    );
    expect(lastInput()).toMatchObject({ ...address, Metadata: { a: "b" } });
    expect(Buffer.from(lastInput()?.["Body"] as Uint8Array).toString()).toBe("hello");

    const answer = await gateway.s3.send(new GetObjectCommand(address));
    expect(await answer.Body?.transformToString()).toBe("hé\0llo");
    expect(answer).toMatchObject({ ContentType: "text/plain", Metadata: { a: "b" } });
    expect(lastInput()).toMatchObject(address);
  });

  it("answers HEAD without a body", async () => {
    const answer = await gateway.s3.send(new HeadObjectCommand({ Bucket: "box", Key: "a" }));

    expect(answer.ContentLength).toBe(7);
  });

  it("carries REST with XML both ways", async () => {
    const listing = await gateway.s3.send(
      new ListObjectsV2Command({ Bucket: "box", Prefix: "a/" }),
    );
    expect(listing.Contents).toMatchObject([{ Key: "a<&>b", Size: 1 }, { Key: "c" }]);
    expect(lastInput()).toEqual({ Bucket: "box", Prefix: "a/" });

    const Delete = { Objects: [{ Key: "a" }, { Key: "b&" }], Quiet: true };
    await gateway.s3.send(new DeleteObjectsCommand({ Bucket: "box", Delete }));
    expect(lastInput()).toMatchObject({ Bucket: "box", Delete });
  });
});
