import { describe, expect, it } from "vitest";
import { ACCOUNT, aFunction, aLambda, type Lambda } from "./a-lambda.ts";

const ARN = `arn:aws:lambda:eu-west-1:${ACCOUNT}:function`;
const NOTHING = "exports.handler = async () => {};";

const permit = (lambda: Lambda, StatementId: string, more: object = {}) =>
  lambda.call("AddPermission", {
    ...{ FunctionName: "f", StatementId, Action: "lambda:InvokeFunction" },
    Principal: "events.amazonaws.com",
    ...more,
  });

describe("the functions of an account", () => {
  it("are described with their configuration", async () => {
    const lambda = aLambda();
    await aFunction(lambda, "f", NOTHING, {
      properties: { MemorySize: 512, Environment: { Variables: { A: "1" } } },
    });

    const described = await lambda.call("GetFunctionConfiguration", { FunctionName: "f" });

    expect(described).toMatchObject({
      FunctionName: "f",
      FunctionArn: `${ARN}:f`,
      Runtime: "nodejs24.x",
      MemorySize: 512,
      Environment: { Variables: { A: "1" } },
      LoggingConfig: { LogFormat: "Text", LogGroup: "/aws/lambda/f" },
      LastModified: "2026-11-24T00:00:00.000+0000",
    });
  });

  it("have no layers, as nukes ask", async () => {
    expect(await aLambda().call("ListLayers", {})).toEqual({ Layers: [] });
  });

  it("are listed page by page", async () => {
    const lambda = aLambda();
    for (const name of ["a", "b", "c"]) await aFunction(lambda, name, NOTHING);

    const first = await lambda.call("ListFunctions", { MaxItems: 2 });
    const second = await lambda.call("ListFunctions", { Marker: first["NextMarker"] });

    const names = [first, second].map(({ Functions }) =>
      (Functions as { FunctionName: string }[]).map(({ FunctionName }) => FunctionName),
    );
    expect(names).toEqual([["a", "b"], ["c"]]);
  });

  it.each(["f", `${ARN}:f`, `${ACCOUNT}:function:f`, `${ARN}:f:$LATEST`])(
    "are found by the name %s",
    async (FunctionName) => {
      const lambda = aLambda();
      await aFunction(lambda, "f", NOTHING);

      const found = await lambda.call("GetFunction", { FunctionName });

      expect(found["Configuration"]).toMatchObject({ FunctionName: "f" });
    },
  );

  it("are gone when they are deleted", async () => {
    const lambda = aLambda();
    await aFunction(lambda, "f", NOTHING);

    await lambda.call("DeleteFunction", { FunctionName: "f" });

    await expect(lambda.call("GetFunction", { FunctionName: "f" })).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: `Function not found: ${ARN}:f`,
    });
  });

  it("have no versions besides the latest", async () => {
    const lambda = aLambda();
    await aFunction(lambda, "f", NOTHING);

    const asked = lambda.call("GetFunction", { FunctionName: "f", Qualifier: "live" });

    await expect(asked).rejects.toThrow(`Function not found: ${ARN}:f:live`);
  });
});

describe("a call of a function", () => {
  it("needs lambda:InvokeFunction on it, by its policy or the caller's", async () => {
    const lambda = aLambda();
    await aFunction(lambda, "f", NOTHING);
    await permit(lambda, "rule", { SourceArn: "arn:aws:events:eu-west-1:222222222222:rule/r" });

    const [wanted] = lambda.authorize("Invoke", { FunctionName: "f" });

    expect(wanted).toMatchObject({ action: "lambda:InvokeFunction", resource: `${ARN}:f` });
    const Condition = {
      ArnLike: { "AWS:SourceArn": "arn:aws:events:eu-west-1:222222222222:rule/r" },
    };
    expect(JSON.parse(wanted?.resourcePolicy ?? "")).toMatchObject({
      Statement: [
        {
          ...{ Sid: "rule", Effect: "Allow", Principal: { Service: "events.amazonaws.com" } },
          ...{ Action: "lambda:InvokeFunction", Resource: `${ARN}:f`, Condition },
        },
      ],
    });
  });

  it("is refused when its payload is not JSON", async () => {
    const lambda = aLambda();
    await aFunction(lambda, "f", NOTHING);

    const asked = lambda.call("Invoke", { FunctionName: "f", Payload: Buffer.from("{") });

    await expect(asked).rejects.toMatchObject({ name: "InvalidRequestContentException" });
  });

  it("is refused when its payload is too large", async () => {
    const lambda = aLambda();
    await aFunction(lambda, "f", NOTHING);
    const Payload = Buffer.alloc(1_048_577, " ");

    const asked = lambda.call("Invoke", { FunctionName: "f", InvocationType: "Event", Payload });

    await expect(asked).rejects.toMatchObject({ name: "RequestTooLargeException" });
  });

  it("is throttled when all the concurrency of the function is in use", async () => {
    const lambda = aLambda();
    const code = "exports.handler = () => new Promise((done) => setTimeout(done, 1000));";
    await aFunction(lambda, "f", code, { properties: { ReservedConcurrentExecutions: 1 } });

    const first = lambda.invoke("f");
    const second = lambda.invoke("f");

    await expect(second).rejects.toMatchObject({ name: "TooManyRequestsException" });
    expect((await first).error).toBeUndefined();
  });

  it("fails when Lambda may not assume the role of the function", async () => {
    const assumeAsService = () => {
      throw new Error("not trusted");
    };
    const lambda = aLambda({ identity: { assumeAsService } });
    await aFunction(lambda, "f", NOTHING);

    await expect(lambda.invoke("f")).rejects.toMatchObject({
      name: "InvalidParameterValueException",
      message: expect.stringContaining("cannot be assumed by Lambda"),
    });
  });

  it("leaves no log when the role may not write one", async () => {
    const authorize = (_principal: unknown, _region: string, { action }: { action: string }) => {
      if (action === "logs:PutLogEvents") throw new Error("no");
    };
    const lambda = aLambda({ authorize });
    await aFunction(lambda, "f", 'exports.handler = async () => console.log("hi");');

    await lambda.invoke("f");

    expect(lambda.lines).toEqual([]);
  });
});

describe("permissions on a function", () => {
  it("cannot have one id twice", async () => {
    const lambda = aLambda();
    await aFunction(lambda, "f", NOTHING);
    await permit(lambda, "one");

    await expect(permit(lambda, "one")).rejects.toMatchObject({
      name: "ResourceConflictException",
    });
  });

  it("are gone with their last statement", async () => {
    const lambda = aLambda();
    await aFunction(lambda, "f", NOTHING);
    await permit(lambda, "one");

    await lambda.call("RemovePermission", { FunctionName: "f", StatementId: "one" });

    await expect(lambda.call("GetPolicy", { FunctionName: "f" })).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });

  it("let accounts in by their number", async () => {
    const lambda = aLambda();
    await aFunction(lambda, "f", NOTHING);

    const { Statement } = await permit(lambda, "one", { Principal: "111111111111" });

    expect(JSON.parse(String(Statement))).toMatchObject({
      Principal: { AWS: "arn:aws:iam::111111111111:root" },
    });
  });
});

describe("a function of a template", () => {
  it.each([
    ["another runtime", { Runtime: "python3.13" }],
    ["layers", { Layers: ["arn:aws:lambda:eu-west-1:1:layer:x:1"] }],
    ["a dead-letter topic", { DeadLetterConfig: { TargetArn: "arn:aws:sns:eu-west-1:1:x" } }],
    ["a timeout of more than 15 minutes", { Timeout: 901 }],
    ["a handler without its module", { Handler: "other.handler" }],
    ["too large an environment", { Environment: { Variables: { A: "x".repeat(4096) } } }],
  ])("is refused with %s", async (_, properties) => {
    const lambda = aLambda();

    await expect(aFunction(lambda, "f", NOTHING, { properties })).rejects.toThrow();
  });
});

describe("the log of a function", () => {
  it("has the lines of its console between those of Lambda", async () => {
    const lambda = aLambda();
    await aFunction(lambda, "f", 'exports.handler = async () => console.log("a", { b: 1 });');

    await lambda.invoke("f");

    expect(lambda.lines.map(({ line }) => line)).toEqual([
      "START RequestId: request-1 Version: $LATEST",
      "2026-11-24T00:00:00.000Z\trequest-1\tINFO\ta { b: 1 }",
      "END RequestId: request-1",
      "REPORT RequestId: request-1\tDuration: 0.00 ms\tBilled Duration: 0 ms\tMemory Size: 128 MB",
    ]);
    expect(lambda.lines[0]).toMatchObject({ group: "/aws/lambda/f", account: ACCOUNT });
    expect(lambda.lines[0]?.stream).toMatch(/^2026\/11\/24\/\[\$LATEST\][0-9a-f]{32}$/);
  });

  it("is in JSON from its level on when the function wants it so", async () => {
    const lambda = aLambda();
    const LoggingConfig = {
      LogFormat: "JSON",
      ApplicationLogLevel: "WARN",
      SystemLogLevel: "WARN",
    };
    const code = 'exports.handler = async () => { console.info("a"); console.warn("b"); };';
    await aFunction(lambda, "f", code, { properties: { LoggingConfig } });

    await lambda.invoke("f");

    expect(lambda.lines.map(({ line }) => JSON.parse(line) as unknown)).toEqual([
      {
        ...{ timestamp: "2026-11-24T00:00:00.000Z", level: "WARN" },
        ...{ requestId: "request-1", message: "b" },
      },
    ]);
  });
});
