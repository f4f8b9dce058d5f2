import { RunInstancesCommand, TerminateInstancesCommand } from "@aws-sdk/client-ec2";
import { CreateRoleCommand } from "@aws-sdk/client-iam";
import { DescribeAccountCommand } from "@aws-sdk/client-organizations";
import { HeadObjectCommand } from "@aws-sdk/client-s3";
import { ListSchedulesCommand } from "@aws-sdk/client-scheduler";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aGateway, clientsOf, failureOf } from "./a-gateway.ts";
import { keyOf } from "./identities.ts";

const RUNS = {
  "organizations:DescribeAccount": () => ({}),
  "iam:CreateRole": () => ({}),
  "ec2:RunInstances": () => ({}),
  "ec2:TerminateInstances": () => ({}),
  "scheduler:ListSchedules": () => ({ Schedules: [] }),
  "s3:HeadObject": () => ({}),
};

let gateway: Awaited<ReturnType<typeof aGateway>>;
beforeAll(async () => {
  gateway = await aGateway(RUNS);
});
afterAll(() => gateway.close());

describe("Refused authorization", () => {
  it("has the name that each family of services gives it", async () => {
    const { organizations, iam, ec2, scheduler, s3 } = clientsOf(gateway.url, keyOf("reader"));

    const errors = await Promise.all([
      failureOf(organizations.send(new DescribeAccountCommand({ AccountId: "1" }))),
      failureOf(iam.send(new CreateRoleCommand({ RoleName: "r", AssumeRolePolicyDocument: "{}" }))),
      failureOf(ec2.send(new RunInstancesCommand({ MinCount: 1, MaxCount: 1 }))),
      failureOf(scheduler.send(new ListSchedulesCommand({}))),
      failureOf(s3.send(new HeadObjectCommand({ Bucket: "box", Key: "a" }))),
    ]);

    expect(errors.map(({ name, $metadata }) => [name, $metadata.httpStatusCode])).toEqual([
      ["AccessDeniedException", 400],
      ["AccessDenied", 403],
      ["UnauthorizedOperation", 403],
      ["AccessDeniedException", 403],
      ["Unknown", 403],
    ]);
    expect(errors[0].message).toBe(
      "User: arn:aws:iam::111111111111:user/reader is not authorized to perform: organizations:DescribeAccount on resource: * because no identity-based policy allows the organizations:DescribeAccount action",
    );
  });

  it("happens before the operation has any effect", async () => {
    const before = gateway.seen.length;
    const { ec2 } = clientsOf(gateway.url, keyOf("reader"));

    const call = ec2.send(new TerminateInstancesCommand({ InstanceIds: ["i-1"] }));

    await expect(call).rejects.toThrow();
    expect(gateway.seen).toHaveLength(before);
  });
});
