import { BudgetsClient, DescribeBudgetsCommand } from "@aws-sdk/client-budgets";
import { CloudWatchClient, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import * as ec2 from "@aws-sdk/client-ec2";
import {
  EventBridgeClient,
  ListEventBusesCommand,
  ListRulesCommand,
} from "@aws-sdk/client-eventbridge";
import * as iam from "@aws-sdk/client-iam";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { ListStateMachinesCommand, SFNClient } from "@aws-sdk/client-sfn";
import { ListSubscriptionsCommand, ListTopicsCommand, SNSClient } from "@aws-sdk/client-sns";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Client } from "../../../local/demo/mess.ts";
import { ACCESS_ROLE } from "./account.ts";

/** A listing: its name, and what the SDK for JavaScript answers to it. */
type Listing = readonly [string, Promise<readonly unknown[] | undefined>];

const SURVIVORS = [ACCESS_ROLE, "AWSServiceRoleForOrganizations"];
const SELF = ["self"];
const NOT_TERMINATED = ["pending", "running", "shutting-down", "stopping", "stopped"];

function networksIn(client: ec2.EC2Client): readonly Listing[] {
  return [
    ["networks", client.send(new ec2.DescribeVpcsCommand()).then((it) => it.Vpcs)],
    ["subnets", client.send(new ec2.DescribeSubnetsCommand()).then((it) => it.Subnets)],
    [
      "groups",
      client.send(new ec2.DescribeSecurityGroupsCommand()).then((it) => it.SecurityGroups),
    ],
    ["routes", client.send(new ec2.DescribeRouteTablesCommand()).then((it) => it.RouteTables)],
    ["lists", client.send(new ec2.DescribeNetworkAclsCommand()).then((it) => it.NetworkAcls)],
    [
      "gateways",
      client.send(new ec2.DescribeInternetGatewaysCommand()).then((it) => it.InternetGateways),
    ],
    [
      "interfaces",
      client.send(new ec2.DescribeNetworkInterfacesCommand()).then((it) => it.NetworkInterfaces),
    ],
    ["options", client.send(new ec2.DescribeDhcpOptionsCommand()).then((it) => it.DhcpOptions)],
  ];
}

function computersIn(client: ec2.EC2Client): readonly Listing[] {
  const alive = { Filters: [{ Name: "instance-state-name", Values: NOT_TERMINATED }] };
  const own = { OwnerIds: SELF };
  return [
    [
      "instances",
      client.send(new ec2.DescribeInstancesCommand(alive)).then((it) => it.Reservations),
    ],
    ["volumes", client.send(new ec2.DescribeVolumesCommand()).then((it) => it.Volumes)],
    ["snapshots", client.send(new ec2.DescribeSnapshotsCommand(own)).then((it) => it.Snapshots)],
    [
      "images",
      client.send(new ec2.DescribeImagesCommand({ Owners: SELF })).then((it) => it.Images),
    ],
    ["addresses", client.send(new ec2.DescribeAddressesCommand()).then((it) => it.Addresses)],
    ["key pairs", client.send(new ec2.DescribeKeyPairsCommand()).then((it) => it.KeyPairs)],
  ];
}

function servicesIn(client: Client): readonly Listing[] {
  const events = new EventBridgeClient(client);
  const sns = new SNSClient(client);
  const buses = events.send(new ListEventBusesCommand()).then((it) => it.EventBuses);
  return [
    [
      "tables",
      new DynamoDBClient(client).send(new ListTablesCommand()).then((it) => it.TableNames),
    ],
    ["queues", new SQSClient(client).send(new ListQueuesCommand()).then((it) => it.QueueUrls)],
    ["topics", sns.send(new ListTopicsCommand()).then((it) => it.Topics)],
    ["subscriptions", sns.send(new ListSubscriptionsCommand()).then((it) => it.Subscriptions)],
    ["rules", events.send(new ListRulesCommand()).then((it) => it.Rules)],
    ["buses", buses.then((all) => all?.filter(({ Name }) => Name !== "default"))],
    [
      "log groups",
      new CloudWatchLogsClient(client)
        .send(new DescribeLogGroupsCommand())
        .then((it) => it.logGroups),
    ],
    [
      "state machines",
      new SFNClient(client).send(new ListStateMachinesCommand()).then((it) => it.stateMachines),
    ],
    [
      "alarms",
      new CloudWatchClient(client).send(new DescribeAlarmsCommand()).then((it) => it.MetricAlarms),
    ],
  ];
}

function globalOnes(client: Client, AccountId: string): readonly Listing[] {
  const by = new iam.IAMClient(client);
  const roles = by.send(new iam.ListRolesCommand()).then((it) => it.Roles);
  return [
    [
      "roles",
      roles.then((all) => all?.filter(({ RoleName = "" }) => !SURVIVORS.includes(RoleName))),
    ],
    ["users", by.send(new iam.ListUsersCommand()).then((it) => it.Users)],
    ["groups", by.send(new iam.ListGroupsCommand()).then((it) => it.Groups)],
    [
      "policies",
      by.send(new iam.ListPoliciesCommand({ Scope: "Local" })).then((it) => it.Policies),
    ],
    ["profiles", by.send(new iam.ListInstanceProfilesCommand()).then((it) => it.InstanceProfiles)],
    ["devices", by.send(new iam.ListVirtualMFADevicesCommand()).then((it) => it.VirtualMFADevices)],
    [
      "certificates",
      by
        .send(new iam.ListServerCertificatesCommand())
        .then((it) => it.ServerCertificateMetadataList),
    ],
    ["buckets", new S3Client(client).send(new ListBucketsCommand()).then((it) => it.Buckets)],
    [
      "budgets",
      new BudgetsClient(client)
        .send(new DescribeBudgetsCommand({ AccountId }))
        .then((it) => it.Budgets),
    ],
  ];
}

/** Looks through an account with the SDK for JavaScript: what is in each listing, by its name. */
export async function lookThrough(
  client: Client,
  account: string,
  regions: readonly string[],
): Promise<ReadonlyMap<string, readonly unknown[]>> {
  const everywhere = regions.flatMap((region) => {
    const there = { ...client, region };
    const by = new ec2.EC2Client(there);
    return [...networksIn(by), ...computersIn(by), ...servicesIn(there)].map(
      ([name, found]): Listing => [`${name} in ${region}`, found],
    );
  });
  const listings = [...globalOnes({ ...client, region: "us-east-1" }, account), ...everywhere];
  const found = listings.map(async ([name, all]) => [name, (await all) ?? []] as const);
  return new Map(await Promise.all(found));
}
