import { afterAll, beforeAll, expect, test } from "vitest";
import { aSmallCloud } from "./a-small-cloud.ts";

let cloud: Awaited<ReturnType<typeof aSmallCloud>>;

beforeAll(async () => {
  cloud = await aSmallCloud();
});

afterAll(() => cloud.close());

const ALLOW = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }],
});

const trust = (...Service: string[]) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" }],
  });

/** What people leave behind: things that hold one another, and things that are protected. */
async function makeMess() {
  const { inAccount } = cloud;
  await inAccount("iam", "CreateUser", { UserName: "ann" });
  await inAccount("iam", "CreateAccessKey", { UserName: "ann" });
  await inAccount("iam", "PutUserPolicy", {
    UserName: "ann",
    PolicyName: "in",
    PolicyDocument: ALLOW,
  });
  const role = { RoleName: "worker", AssumeRolePolicyDocument: trust("ec2.amazonaws.com") };
  await inAccount("iam", "CreateRole", role);
  await inAccount("iam", "PutRolePolicy", {
    RoleName: "worker",
    PolicyName: "in",
    PolicyDocument: ALLOW,
  });
  await inAccount("s3", "CreateBucket", { Bucket: "box" });
  const VersioningConfiguration = { Status: "Enabled" };
  await inAccount("s3", "PutBucketVersioning", { Bucket: "box", VersioningConfiguration });
  for (const Body of ["one", "two"])
    await inAccount("s3", "PutObject", { Bucket: "box", Key: "a/b", Body: Buffer.from(Body) });
  const table = {
    ...{ TableName: "things", BillingMode: "PAY_PER_REQUEST", DeletionProtectionEnabled: true },
    AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
  };
  await inAccount("dynamodb", "CreateTable", table, "eu-west-1");
  const { Images } = await inAccount("ec2", "DescribeImages", { Owners: ["amazon"] }, "eu-west-1");
  const [{ ImageId } = {}] = Images as { ImageId?: string }[];
  const instance = { ImageId, InstanceType: "t3.micro", MinCount: 1, MaxCount: 1 };
  await inAccount("ec2", "RunInstances", { ...instance, DisableApiTermination: true }, "eu-west-1");
}

/** What goes on by itself when nobody stops it. */
async function makeJobs() {
  const { inAccount } = cloud;
  const AssumeRolePolicyDocument = trust("states.amazonaws.com", "scheduler.amazonaws.com");
  const role = await inAccount("iam", "CreateRole", { RoleName: "jobs", AssumeRolePolicyDocument });
  const { Arn: roleArn } = role["Role"] as { Arn: string };
  const states = { Wait: { Type: "Wait", Seconds: 86_400, End: true } };
  const definition = JSON.stringify({ StartAt: "Wait", States: states });
  const machine = { name: "import", definition, roleArn };
  const { stateMachineArn } = await inAccount("states", "CreateStateMachine", machine, "eu-west-1");
  const schedule = {
    ...{ Name: "daily", ScheduleExpression: "rate(1 day)", FlexibleTimeWindow: { Mode: "OFF" } },
    Target: { Arn: stateMachineArn, RoleArn: roleArn },
  };
  await inAccount("scheduler", "CreateSchedule", schedule, "eu-west-1");
  const alarm = {
    ...{ AlarmName: "many", Namespace: "AWS/SQS", MetricName: "Visible", Statistic: "Sum" },
    ...{ Period: 60, EvaluationPeriods: 1, Threshold: 1 },
    ComparisonOperator: "GreaterThanThreshold",
  };
  await inAccount("monitoring", "PutMetricAlarm", alarm, "eu-west-1");
  const Budget = {
    ...{ BudgetName: "import", BudgetType: "COST", TimeUnit: "MONTHLY" },
    BudgetLimit: { Amount: "50", Unit: "USD" },
  };
  await inAccount("budgets", "CreateBudget", { AccountId: "222222222222", Budget });
}

test("empties an account in virtual time, with nothing but the access role's credentials", async () => {
  await makeMess();
  await makeJobs();

  const removal = await cloud.engine("--no-dry-run");
  const look = await cloud.engine("");

  expect(removal.filter((line) => line.includes("listing failed"))).toEqual([]);
  expect(removal.find((line) => line.startsWith("Nuke complete"))).toContain("0 failed");
  for (const type of ["SchedulerSchedule", "SFNStateMachine", "CloudWatchAlarm", "BudgetsBudget"])
    expect(removal.some((line) => line.includes(` - ${type} - `))).toBe(true);
  expect(look).toContain("No resource to delete.");
});

test("lets the access role survive", async () => {
  const { Roles } = await cloud.inAccount("iam", "ListRoles", {});

  const names = (Roles as { RoleName: string }[]).map(({ RoleName }) => RoleName);
  expect(names).toContain("OrganizationAccountAccessRole");
  expect(names).not.toContain("worker");
});
