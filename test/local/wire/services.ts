import * as ec2 from "@aws-sdk/client-ec2";
import * as iam from "@aws-sdk/client-iam";
import * as organizations from "@aws-sdk/client-organizations";
import * as s3 from "@aws-sdk/client-s3";
import * as s3control from "@aws-sdk/client-s3-control";
import * as scheduler from "@aws-sdk/client-scheduler";
import * as sfn from "@aws-sdk/client-sfn";
import type { Call, Operation, Service } from "../../../local/kernel/service.ts";

/** What an operation of these tests was called with. */
export interface Seen {
  readonly operation: string;
  readonly input: Record<string, unknown>;
  readonly call: Call;
}

type Run = (input: Record<string, unknown>, call: Call) => unknown;

/** Services that answer what a test tells them, and note how they were called. */
export function tinyServices(runs: Readonly<Record<string, Run>>) {
  const seen: Seen[] = [];
  const operationsOf = (prefix: string): Record<string, Operation> =>
    Object.fromEntries(
      Object.entries(runs)
        .filter(([name]) => name.startsWith(`${prefix}:`))
        .map(([name, run]) => [name.slice(prefix.length + 1), anOperation(name, run)]),
    );
  const anOperation = (name: string, run: Run): Operation<Record<string, unknown>> => ({
    authorize: () => [{ action: name, resource: "*" }],
    run(input, call) {
      seen.push({ operation: name, input, call });
      return run(input, call);
    },
  });
  const services: Service[] = [
    {
      signingName: "organizations",
      protocol: "awsJson1_1",
      sdk: organizations,
      target: "AWSOrganizationsV20161128",
      globalRegion: "us-east-1",
      operations: operationsOf("organizations"),
    },
    {
      signingName: "states",
      protocol: "awsJson1_0",
      sdk: sfn,
      target: "AWSStepFunctions",
      operations: operationsOf("states"),
    },
    {
      signingName: "iam",
      protocol: "awsQuery",
      sdk: iam,
      version: "2010-05-08",
      xmlNamespace: "https://iam.amazonaws.com/doc/2010-05-08/",
      globalRegion: "us-east-1",
      operations: operationsOf("iam"),
    },
    {
      signingName: "ec2",
      protocol: "ec2Query",
      sdk: ec2,
      version: "2016-11-15",
      xmlNamespace: "http://ec2.amazonaws.com/doc/2016-11-15/",
      operations: operationsOf("ec2"),
    },
    {
      signingName: "scheduler",
      protocol: "restJson",
      sdk: scheduler,
      operations: operationsOf("scheduler"),
    },
    {
      ...{ signingName: "s3", header: "x-amz-account-id" },
      ...{ protocol: "restXml", sdk: s3control, operations: {} },
    },
    {
      signingName: "s3",
      protocol: "restXml",
      sdk: s3,
      xmlNamespace: "http://s3.amazonaws.com/doc/2006-03-01/",
      operations: operationsOf("s3"),
    },
  ];
  return { services, seen };
}
