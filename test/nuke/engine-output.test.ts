import { expect, test } from "vitest";
import { parseLine } from "../../nuke/engine-line.ts";
import { EngineOutput } from "../../nuke/engine-output.ts";

function outputOf(text: string): EngineOutput {
  const output = new EngineOutput();
  for (const line of text.trim().split("\n")) output.read(line.trim());
  return output;
}

const statesOf = (output: EngineOutput) =>
  Object.fromEntries(output.outcome.resources.map(({ name, state }) => [name, state]));

/** What aws-nuke v3 writes; its words were taken from the program itself. */
const LOOK = `
  aws-nuke - v3.64.3
  no-prompt flag set, continuing without prompting user
  waiting 3s before continuing
  starting scan for resources
  us-east-1 - S3Bucket - s3://box - [CreationDate: "2026-11-24T10:00:00Z", Name: "box"] - would remove
  global - IAMRole - OrganizationAccountAccessRole - [Name: "OrganizationAccountAccessRole"] - filtered: filtered by config
  global - IAMRole - worker - [Name: "worker", tag:note: "] - removed"] - would remove
  Scan complete: 3 total, 2 nukeable, 1 filtered.

  The above resources would be deleted with the supplied configuration. Provide --no-dry-run to actually destroy resources.`;

test("reads what a look has found", () => {
  const output = outputOf(LOOK);

  expect(output.flaw).toBeUndefined();
  expect(statesOf(output)).toEqual({
    "us-east-1 - S3Bucket - s3://box": "would remove",
    "global - IAMRole - OrganizationAccountAccessRole": "filtered",
    "global - IAMRole - worker": "would remove",
  });
});

test("is not deceived by a tag that looks like the end of a line", () => {
  const line = 'us-east-1 - EC2VPC - vpc-1 - [tag:a: "x"] - removed", tag:b: "y"] - would remove';

  expect(parseLine(line)).toMatchObject({ name: "vpc-1", state: "would remove" });
});

test("tells what became of each resource at last", () => {
  const output = outputOf(`
    us-east-1 - SQSQueue - https://sqs/one - [] - would remove
    us-east-1 - SQSQueue - https://sqs/two - [] - would remove
    Scan complete: 2 total, 2 nukeable, 0 filtered.
    us-east-1 - SQSQueue - https://sqs/one - [] - triggered remove
    us-east-1 - SQSQueue - https://sqs/two - [] - failed
    us-east-1 - SQSQueue - https://sqs/one - [] - waiting for removal
    us-east-1 - SQSQueue - https://sqs/two - [] - waiting on dependencies (left: 1)
    us-east-1 - SQSQueue - https://sqs/one - [] - removed`);

  expect(statesOf(output)).toEqual({
    "us-east-1 - SQSQueue - https://sqs/one": "removed",
    "us-east-1 - SQSQueue - https://sqs/two": "under way",
  });
});

test("keeps two resources of one name apart by their properties", () => {
  const output = outputOf(`
    us-east-1 - CloudWatchEventsRule - Rule: x - [EventBusName: "a"] - removed
    us-east-1 - CloudWatchEventsRule - Rule: x - [EventBusName: "b"] - failed`);

  expect(output.outcome.resources.map(({ state }) => state)).toEqual(["removed", "failed"]);
});

test("reads the reasons that follow when the engine gives up", () => {
  const output = outputOf(`
    global - IAMUser - ann - [] - would remove
    Scan complete: 2 total, 1 nukeable, 1 filtered.
    global - IAMUser - ann - [] - failed
    There are resources in failed state, but none are ready for deletion, anymore.
    global - IAMUser - ann - [] - failed
    DeleteConflict: Cannot delete entity, must remove tokens from principal first.
        status code: 409, request id: 4a5f
    time="2026-11-24T10:00:00Z" level=fatal msg=failed`);

  expect(output.outcome.resources).toEqual([
    {
      ...{ region: "global", type: "IAMUser", name: "global - IAMUser - ann", state: "failed" },
      reason: "DeleteConflict: Cannot delete entity, must remove tokens from principal first.",
    },
  ]);
});

test("reads resources that have no name, which are told of in fields", () => {
  const line = `time="2026-11-24T10:00:00Z" level=info msg="would remove" owner=eu-west-1 prop:Name=shared prop:Status="ACTIVE" state=new state_code=0 type=RAMResourceShare`;

  expect(parseLine(line)).toMatchObject({
    tells: "resource",
    ...{ region: "eu-west-1", type: "RAMResourceShare", state: "would remove" },
    name: "[Name: shared, Status: ACTIVE]",
  });
});

test("collects what the engine could not list, once, whatever the id of the request", () => {
  const line = (id: string) =>
    `time="2026-11-24T10:00:00Z" level=error msg="listing failed:\\n    AccessDenied: no" error="AccessDenied: no\\n\\tstatus code: 403, request id: ${id}" owner=eu-west-1 resource_type=FMSPolicy`;

  const output = outputOf(`${line("a1-b2")}\n${line("c3-d4")}`);

  expect(output.outcome.problems).toEqual([
    { place: "eu-west-1 - FMSPolicy", reason: "AccessDenied: no status code: 403" },
  ]);
});

test("proves nothing when the engine broke off", () => {
  expect(outputOf("starting scan for resources").flaw).toContain("did not finish");
});

test("proves nothing when a line was not understood", () => {
  const output = outputOf(`
    us-east-1 - SNSTopic - one
    two - [] - would remove
    Scan complete: 1 total, 1 nukeable, 0 filtered.`);

  expect(output.flaw).toContain("found 1 resources and told of 0");
});

test("tells of a service that the engine passes over because its host cannot be looked up", () => {
  const { outcome } = outputOf(`
    time="2026-11-24T10:00:00Z" level=debug msg="lookup aiops.eu-west-1.amazonaws.com: no such host"
    time="2026-11-24T10:00:00Z" level=debug msg="skipping request: DNS lookup failed for aiops.eu-west-1.amazonaws.com; assuming it does not exist in this region"
    time="2026-11-24T10:00:00Z" level=debug msg="skipping request: service 'iam' is global, but the session is not"`);

  expect(outcome.problems).toEqual([
    { reason: "It passed over aiops.eu-west-1.amazonaws.com, whose name cannot be looked up." },
  ]);
});
