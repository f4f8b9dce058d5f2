import * as events from "@aws-sdk/client-eventbridge";
import * as sfn from "@aws-sdk/client-sfn";
import { afterEach, describe, expect, it } from "vitest";
import { VirtualClock } from "../../../local/kernel/clocks/virtual-clock.ts";
import { MemoryStorage } from "../../../local/kernel/collection.ts";
import { seeded } from "../../../local/kernel/random.ts";
import { Trace } from "../../../local/kernel/trace.ts";
import { eventBridgeService } from "../../../local/services/event-bridge/service.ts";
import { stepFunctionsService } from "../../../local/services/step-functions/service.ts";
import { startGateway } from "../../../local/wire/gateway.ts";
import { settingsFor } from "../wire/a-gateway.ts";
import { identity, NOW } from "../wire/identities.ts";
import { ROLE, states } from "./a-cloud.ts";

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Step Functions and EventBridge behind a gateway, and the SDK's clients of both. */
async function overTheWire() {
  const clock = new VirtualClock(NOW);
  const storage = new MemoryStorage();
  const world = { clock, storage, random: seeded(1), trace: new Trace() };
  const deps = {
    dispatch: () => Promise.resolve({}),
    identity: { assumeAsService: () => ({}) as never },
  };
  const bus = eventBridgeService(world, deps);
  const machines = stepFunctionsService(world, {
    ...{ ...deps, authorize: () => {} },
    onBuildEnded: () => () => undefined,
    emit: (event) => bus.emit(event),
  });
  const { url, close } = await startGateway({
    world,
    identity,
    services: [bus, machines],
    port: 0,
  });
  closing.push(close);
  const settings = { ...settingsFor(url), region: "eu-west-1" };
  return {
    clock,
    states: new sfn.SFNClient(settings),
    events: new events.EventBridgeClient(settings),
  };
}

describe("The SDK's clients", () => {
  it("make a machine, run it and read its history", async () => {
    const { clock, states: client } = await overTheWire();
    const definition = JSON.stringify(states({ Rest: { Type: "Wait", Seconds: 60, End: true } }));
    const machine = { name: "vend", definition, roleArn: ROLE };
    const { stateMachineArn } = await client.send(new sfn.CreateStateMachineCommand(machine));
    const input = { stateMachineArn, name: "one", input: '{"a":1}' };
    const { executionArn } = await client.send(new sfn.StartExecutionCommand(input));

    await clock.run({ until: NOW + 60_000 });

    const described = await client.send(new sfn.DescribeExecutionCommand({ executionArn }));
    expect(described).toMatchObject({
      status: "SUCCEEDED",
      output: '{"a":1}',
      stopDate: new Date(NOW + 60_000),
    });
    const { events: history } = await client.send(
      new sfn.GetExecutionHistoryCommand({ executionArn }),
    );
    expect(history?.map(({ type }) => type)).toEqual([
      "ExecutionStarted",
      "WaitStateEntered",
      "WaitStateExited",
      "ExecutionSucceeded",
    ]);
  });

  it("catch errors by their classes", async () => {
    const { states: client, events: bus } = await overTheWire();
    const stateMachineArn = "arn:aws:states:eu-west-1:111111111111:stateMachine:gone";

    const start = client.send(new sfn.StartExecutionCommand({ stateMachineArn }));
    const rule = bus.send(new events.PutRuleCommand({ Name: "rule", EventPattern: "{" }));

    await expect(start).rejects.toThrow(sfn.StateMachineDoesNotExist);
    await expect(rule).rejects.toThrow(events.InvalidEventPatternException);
  });

  it("put events and rules", async () => {
    const { events: client } = await overTheWire();
    const Entries = [
      { Source: "mayfly", DetailType: "x", Detail: "{}", Time: new Date(NOW) },
      { Source: "mayfly", DetailType: "x" },
    ];

    await client.send(
      new events.PutRuleCommand({ Name: "rule", ScheduleExpression: "rate(1 hour)" }),
    );
    const answer = await client.send(new events.PutEventsCommand({ Entries }));
    const { Rules } = await client.send(new events.ListRulesCommand({}));

    expect(answer).toMatchObject({
      FailedEntryCount: 1,
      Entries: [{ EventId: expect.any(String) }, { ErrorCode: "InvalidArgument" }],
    });
    expect(Rules).toMatchObject([{ Name: "rule", State: "ENABLED", EventBusName: "default" }]);
  });
});
