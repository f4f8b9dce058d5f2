import { describe, expect, it } from "vitest";
import { ACCOUNT, aBus, FUNCTION, payloads, put, QUEUE, REGION } from "./a-bus.ts";

describe("Buses, rules and policies of a stack", () => {
  it("are made as the CDK emits them", async () => {
    const bus = aBus();

    const made = await bus.make("AWS::Events::EventBus", { Name: "mayfly", Description: "d" });
    const rule = await bus.make("AWS::Events::Rule", {
      Name: "start",
      EventBusName: "mayfly",
      EventPattern: { source: ["mayfly"], "detail-type": ["LeaseVending"] },
      State: "ENABLED",
      Targets: [
        {
          Id: "Target0",
          Arn: FUNCTION,
          DeadLetterConfig: { Arn: QUEUE },
          RetryPolicy: { MaximumEventAgeInSeconds: 14_400, MaximumRetryAttempts: 24 },
        },
      ],
    });
    await put(bus, {}, { EventBusName: "mayfly", DetailType: "LeaseVending" });

    const arn = `arn:aws:events:${REGION}:${ACCOUNT}`;
    expect(made).toEqual({
      ref: "mayfly",
      attributes: { Arn: `${arn}:event-bus/mayfly`, Name: "mayfly" },
    });
    expect(rule).toEqual({
      ref: "mayfly|start",
      attributes: { Arn: `${arn}:rule/mayfly/start` },
    });
    expect(payloads(bus)).toHaveLength(1);
  });

  it("let others in by a policy", async () => {
    const bus = aBus();
    await bus.make("AWS::Events::EventBusPolicy", {
      StatementId: "organization",
      Statement: { Effect: "Allow", Principal: "*", Action: "events:PutEvents", Resource: "*" },
    });

    const { Policy } = await bus.call("DescribeEventBus");
    expect(JSON.parse(String(Policy))).toMatchObject({ Statement: [{ Sid: "organization" }] });
    await bus.call("RemovePermission", { StatementId: "organization" });
    expect(await bus.call("DescribeEventBus")).not.toHaveProperty("Policy");
  });

  it("are refused with what is not known", async () => {
    const bus = aBus();

    await expect(
      bus.make("AWS::Events::EventBus", { Name: "a", KmsKeyIdentifier: "k" }),
    ).rejects.toThrow("KmsKeyIdentifier");
    await bus.make("AWS::Events::EventBus", { Name: "a" });
    await expect(bus.make("AWS::Events::EventBus", { Name: "a" })).rejects.toThrow(
      "already exists",
    );
  });
});
