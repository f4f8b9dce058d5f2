import { describe, expect, it } from "vitest";
import { aCloud, aMachine, type Cloud, functionArn, outcomeOf, states, Thrown } from "./a-cloud.ts";

const REST = states({ Rest: { Type: "Wait", Seconds: 600, End: true } });

const named = (name: string) => expect.objectContaining({ name }) as Error;

const start = async (cloud: Cloud, stateMachineArn: string, more: object = {}) =>
  String((await cloud.call("StartExecution", { stateMachineArn, ...more }))["executionArn"]);

describe("Stopping and redriving", () => {
  it("stops an execution once and for all", async () => {
    const cloud = aCloud();
    const executionArn = await start(cloud, await aMachine(cloud, REST), { name: "one" });
    await cloud.pass(60);

    const first = await cloud.call("StopExecution", { executionArn, error: "E", cause: "C" });
    await cloud.pass(60);
    const again = await cloud.call("StopExecution", { executionArn });

    expect(again).toEqual(first);
    expect(cloud.events.at(-1)).toMatchObject({
      detail: { status: "ABORTED", error: "E", cause: "C" },
    });
  });

  it("goes on at the state that failed, with its input", async () => {
    let isMended = false;
    const cloud = aCloud({
      second: (input) => {
        if (!isMended) throw new Thrown("Broken");
        return input;
      },
    });
    const machine = states({
      First: {
        Type: "Task",
        Resource: functionArn("first"),
        ResultPath: "$.first",
        Next: "Second",
      },
      Second: { Type: "Task", Resource: functionArn("second"), End: true },
    });
    const { executionArn } = await outcomeOf(cloud, machine, { a: 1 });

    isMended = true;
    await cloud.call("RedriveExecution", { executionArn });
    const outcome = await cloud.until(String(executionArn));

    expect(outcome).toMatchObject({
      status: "SUCCEEDED",
      output: '{"a":1,"first":{}}',
      redriveCount: 1,
    });
    expect(outcome).not.toHaveProperty("error");
    expect([cloud.attempts("first"), cloud.attempts("second")]).toEqual([1, 2]);
  });

  it("redrives nothing that runs, succeeded, or failed long ago", async () => {
    const cloud = aCloud();
    const machine = await aMachine(cloud, REST);
    const executionArn = await start(cloud, machine, { name: "one" });
    const redrive = () => cloud.call("RedriveExecution", { executionArn });
    const refused = named("ExecutionNotRedrivable");

    await expect(redrive()).rejects.toThrow(refused);
    await cloud.call("StopExecution", { executionArn });
    await cloud.pass(15 * 86_400);
    await expect(redrive()).rejects.toThrow(refused);
  });
});
