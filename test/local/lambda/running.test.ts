import { describe, expect, it } from "vitest";
import { aFunction, aLambda, HOUR, START } from "./a-lambda.ts";

describe("a function that runs", () => {
  it("answers what its handler returns", async () => {
    const lambda = aLambda();
    await aFunction(lambda, "add", "exports.handler = async ({ a, b }) => ({ sum: a + b });");

    const answer = await lambda.invoke("add", { a: 1, b: 2 });

    expect(answer).toEqual({ error: undefined, payload: { sum: 3 } });
  });

  it("sleeps an hour of the cloud's time at once", async () => {
    const lambda = aLambda();
    const code = `exports.handler = async () => {
      const before = Date.now();
      await new Promise((resolve) => setTimeout(resolve, 600_000));
      return [before, new Date().getTime(), new Date(5).getTime()];
    };`;
    await aFunction(lambda, "sleep", code);
    const began = performance.now();

    const { payload } = await lambda.invoke("sleep");

    expect(payload).toEqual([START, START + 600_000, 5]);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it("sees its own variables and nothing of the machine's", async () => {
    const lambda = aLambda();
    process.env["MACHINE_ONLY"] = "secret";
    const properties = { Environment: { Variables: { OWN: "yes" } } };
    await aFunction(lambda, "env", "exports.handler = async () => process.env;", {
      properties,
    });

    const { payload } = await lambda.invoke("env");

    expect(payload).toMatchObject({
      OWN: "yes",
      AWS_REGION: "eu-west-1",
      AWS_LAMBDA_FUNCTION_NAME: "env",
      AWS_ACCESS_KEY_ID: expect.stringMatching(/^ASIA/),
      AWS_ENDPOINT_URL: "http://127.0.0.1:1",
    });
    expect(payload).not.toHaveProperty("MACHINE_ONLY");
  });

  it("keeps what one environment sets from all others", async () => {
    const lambda = aLambda();
    const code = `let count = 0;
    exports.handler = async () => {
      count += 1;
      globalThis.shared = (globalThis.shared ?? 0) + 1;
      await new Promise((resolve) => setTimeout(resolve, 1000));
      return [count, globalThis.shared];
    };`;
    await aFunction(lambda, "count", code);

    const together = await Promise.all([lambda.invoke("count"), lambda.invoke("count")]);
    const after = await lambda.invoke("count");

    expect(together.map(({ payload }) => payload)).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect(after.payload).toEqual([2, 2]);
    expect(lambda.service.coldStarts).toBe(2);
  });

  it("stays warm when it logs through a console of its own", async () => {
    const lambda = aLambda();
    const code = `const { Console } = require("node:console");
    const { stdout, stderr } = process;
    const logger = new Console({ stdout, stderr });
    exports.handler = async () => logger.log(JSON.stringify({ level: "INFO" }));`;
    await aFunction(lambda, "log", code);

    await lambda.invoke("log");
    await lambda.clock.run({ until: START + HOUR });
    await lambda.invoke("log");

    expect(lambda.service.coldStarts).toBe(1);
    expect(lambda.lines.map(({ line }) => line)).toContain('{"level":"INFO"}');
  });

  it("reads documents that lie beside its bundle", async () => {
    const lambda = aLambda();
    const code = `const { readFileSync } = require("node:fs");
    const { join } = require("node:path");
    const found = JSON.parse(readFileSync(join(__dirname, "documents.json"), "utf8"));
    exports.handler = async () => found;`;
    await aFunction(lambda, "read", code, { files: { "documents.json": '{"a":1}' } });

    const { payload } = await lambda.invoke("read");

    expect(payload).toEqual({ a: 1 });
  });

  it("takes credentials anew before they expire", async () => {
    const lambda = aLambda();
    const code = "exports.handler = async () => process.env.AWS_ACCESS_KEY_ID;";
    await aFunction(lambda, "key", code);

    const first = await lambda.invoke("key");
    const warm = await lambda.invoke("key");
    await lambda.clock.run({ until: START + 11.9 * HOUR });
    const renewed = await lambda.invoke("key");

    expect(warm.payload).toBe(first.payload);
    expect(renewed.payload).not.toBe(first.payload);
  });
});
