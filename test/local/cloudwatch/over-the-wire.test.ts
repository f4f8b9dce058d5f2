import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
} from "@aws-sdk/client-cloudwatch";
import { afterEach, expect, it } from "vitest";
import { cloudwatchInJson } from "../../../local/services/cloudwatch/service.ts";
import { type Gateway, startGateway } from "../../../local/wire/gateway.ts";
import { aRequest, send, signed } from "../wire/a-request.ts";
import { identity, keyOf } from "../wire/identities.ts";
import { aWatch, failures, START } from "./a-watch.ts";

const gateways: Gateway[] = [];

afterEach(async () => {
  for (const gateway of gateways.splice(0)) await gateway.close();
});

it("speaks JSON with those who do, and the query protocol with the others", async () => {
  const { world, service } = aWatch();
  const services = [service, cloudwatchInJson(service)];
  const gateway = await startGateway({ world, identity, services, port: 0 });
  gateways.push(gateway);
  const settings = { endpoint: gateway.url, region: "eu-west-1", credentials: keyOf("admin") };
  const client = new CloudWatchClient(settings);

  await client.send(new PutMetricAlarmCommand(failures({ AlarmActions: [] }) as never));
  const inJson = await client.send(new DescribeAlarmsCommand());
  const body = "Action=DescribeAlarms&Version=2010-08-01";
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const request = aRequest(gateway.url, { body, headers });
  const signing = { service: "monitoring", region: "eu-west-1", at: new Date(START) };
  const answer = await send(await signed(request, signing));

  expect(inJson.MetricAlarms).toMatchObject([{ AlarmName: "failures" }]);
  expect(answer.body).toContain("<AlarmName>failures</AlarmName>");
});
