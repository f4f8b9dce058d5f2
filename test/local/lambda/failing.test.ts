import { afterEach, describe, expect, it } from "vitest";
import { planInvocationFaults } from "../../../local/services/lambda/faults.ts";
import { aFunction, aLambda, HOUR, START } from "./a-lambda.ts";
import { aServer, GET } from "./a-server.ts";

const servers: { close(): void }[] = [];

async function aServerForNow(...answer: Parameters<typeof aServer>) {
  const server = await aServer(...answer);
  servers.push(server);
  return server;
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

describe("a function that fails", () => {
  it("answers the name and message of what its handler throws", async () => {
    const lambda = aLambda();
    const code = `class AccountStillCreating extends Error { name = "AccountStillCreating"; }
    exports.handler = async () => { throw new AccountStillCreating("not yet"); };`;
    await aFunction(lambda, "fail", code);

    const { error, payload } = await lambda.invoke("fail");

    expect(error).toBe("Unhandled");
    expect(payload).toMatchObject({
      errorType: "AccountStillCreating",
      errorMessage: "not yet",
      trace: expect.arrayContaining([expect.stringContaining("not yet")]),
    });
  });

  it("tells the trace how long it ran and what it threw", async () => {
    const lambda = aLambda();
    const code = `exports.handler = async () => {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      throw new RangeError("far");
    };`;
    await aFunction(lambda, "fail", code);

    await lambda.invoke("fail");

    expect(lambda.happenings).toContainEqual({
      ...{ kind: "invocation", at: START + 1500, durationMs: 1500, functionName: "fail" },
      ...{ error: "RangeError", message: "far" },
    });
  });

  it("times out by the cloud's clock", async () => {
    const lambda = aLambda();
    const code = `exports.handler = async () =>
      await new Promise((resolve) => setTimeout(resolve, 10_000));`;
    await aFunction(lambda, "slow", code, { properties: { Timeout: 3 } });

    const { payload } = await lambda.invoke("slow");

    expect(payload).toMatchObject({
      errorType: "Sandbox.Timedout",
      errorMessage: expect.stringMatching(/Task timed out after 3.00 seconds$/),
    });
    expect(lambda.clock.now()).toBe(START + 3000);
  });

  it("starts afresh after a timeout", async () => {
    const lambda = aLambda();
    const code = `let runs = 0;
    exports.handler = async ({ slow }) => {
      runs += 1;
      if (slow) await new Promise((resolve) => setTimeout(resolve, 10_000));
      return runs;
    };`;
    await aFunction(lambda, "slow", code, { properties: { Timeout: 3 } });

    await lambda.invoke("slow", { slow: true });
    const { payload } = await lambda.invoke("slow");

    expect(payload).toBe(1);
  });

  it("fails anew each time its module throws", async () => {
    const lambda = aLambda();
    const code = `throw new Error("The environment is not complete");
    exports.handler = async () => {};`;
    await aFunction(lambda, "broken", code);

    const answers = [await lambda.invoke("broken"), await lambda.invoke("broken")];

    for (const { payload } of answers)
      expect(payload).toMatchObject({ errorMessage: "The environment is not complete" });
    expect(lambda.service.coldStarts).toBe(2);
  });

  it.each([
    ["exports no handler", "exports.other = 1;", "Runtime.HandlerNotFound"],
    ["is no module", "exports.handler = ;", "Runtime.UserCodeSyntaxError"],
    [
      "takes a callback",
      "exports.handler = (event, context, callback) => {};",
      "Runtime.CallbackHandlerDeprecated",
    ],
    [
      "leaves a rejection unhandled",
      `exports.handler = async () => {
        Promise.reject(new Error("forgotten"));
        await new Promise((resolve) => setTimeout(resolve, 10));
      };`,
      "Runtime.UnhandledPromiseRejection",
    ],
    [
      "throws in a timer",
      `exports.handler = () => new Promise(() => {
        setTimeout(() => { throw new TypeError("late"); }, 10);
      });`,
      "TypeError",
    ],
    ["exits", "exports.handler = async () => process.exit(3);", "Runtime.ExitError"],
    ["waits for nothing", "exports.handler = () => new Promise(() => {});", "Runtime.NodeJsExit"],
  ])("names what went wrong when it %s", async (_, code, errorType) => {
    const lambda = aLambda();
    await aFunction(lambda, "broken", code);

    const { error, payload } = await lambda.invoke("broken");

    expect(error).toBe("Unhandled");
    expect(payload).toMatchObject({ errorType });
  });
});

describe("a function that is killed", () => {
  const code = `${GET}
  exports.handler = async () => {
    for (const path of ["/1", "/2", "/3"]) await get(path);
    console.log("done");
    return "done";
  };`;

  it.each([0, 1, 2, 3])("does nothing more after %i calls", async (killAfterCalls) => {
    const server = await aServerForNow();
    const fault = { functionName: "steps", nth: 1, fault: { killAfterCalls } };
    const lambda = aLambda({
      endpoint: () => server.address,
      faults: planInvocationFaults([fault]),
    });
    await aFunction(lambda, "steps", code);

    const { payload } = await lambda.invoke("steps");

    expect(payload).toMatchObject({
      errorType: "Runtime.ExitError",
      errorMessage: expect.stringMatching(/Runtime exited with error: signal: killed$/),
    });
    expect(server.requests).toEqual(["/1", "/2", "/3"].slice(0, killAfterCalls));
    expect(lambda.lines.map(({ line }) => line).join()).not.toContain("done");
  });

  it("works again in the next invocation", async () => {
    const server = await aServerForNow();
    const fault = { functionName: "steps", nth: 1, fault: { killAfterCalls: 1 } };
    const lambda = aLambda({
      endpoint: () => server.address,
      faults: planInvocationFaults([fault]),
    });
    await aFunction(lambda, "steps", code);

    await lambda.invoke("steps");
    const { payload } = await lambda.invoke("steps");

    expect(payload).toBe("done");
  });
});

describe("time while a function calls others", () => {
  const code = `${GET}
  exports.handler = async () => {
    const late = new Promise((resolve) => setTimeout(resolve, 5000, "late"));
    return await Promise.race([get("/"), late]);
  };`;

  it("stands still until an answer is there", async () => {
    const server = await aServerForNow((_, response) => {
      setTimeout(() => response.end("in time"), 50);
    });
    const lambda = aLambda({ endpoint: () => server.address });
    await aFunction(lambda, "race", code);

    const { payload } = await lambda.invoke("race");

    expect([payload, lambda.clock.now()]).toEqual(["in time", START]);
  });

  it("goes on while the gateway lets a call hang that an assumed role signed", async () => {
    const server = await aServerForNow(() => lambda.service.hanging("ASIABROKER", 1));
    const lambda = aLambda({ endpoint: () => server.address });
    await aFunction(lambda, "race", code);

    const { payload } = await lambda.invoke("race");

    expect([payload, lambda.clock.now()]).toEqual(["late", START + 5000]);
  });

  it("stands still while a file is read", async () => {
    const reading = `const { readFile } = require("node:fs/promises");
    exports.handler = async () => {
      const late = new Promise((resolve) => setTimeout(resolve, 5000, "late"));
      return await Promise.race([readFile(__filename).then(() => "read"), late]);
    };`;
    const lambda = aLambda();
    await aFunction(lambda, "race", reading);

    const { payload } = await lambda.invoke("race");

    expect(payload).toBe("read");
    await lambda.clock.run({ until: START + HOUR });
    expect(lambda.clock.inFlight).toEqual([]);
  });
});
