import { describe, expect, it } from "vitest";
import type { LambdaDependencies } from "../../../local/services/lambda/dependencies.ts";
import type { StreamSource } from "../../../local/services/lambda/streams/source.ts";
import { aFunction, aLambda, STREAM } from "./a-lambda.ts";

const NOTHING = "exports.handler = async () => {};";
const QUIET: StreamSource = {
  newest: () => undefined,
  read: () => [],
  subscribe: () => () => undefined,
};

/** Lambda in a cloud where roles may do everything but this. */
const without = (lacking: string) => {
  const authorize: LambdaDependencies["authorize"] = (_principal, _region, { action }) => {
    if (action === lacking) throw new Error(`not allowed: ${action}`);
  };
  return aLambda({ authorize, streams: QUIET });
};

describe("a function that is traced", () => {
  const traced = { properties: { TracingConfig: { Mode: "Active" } } };

  it("is not made when its role may not put traces", async () => {
    const made = aFunction(without("xray:PutTraceSegments"), "f", NOTHING, traced);

    await expect(made).rejects.toThrow(
      expect.objectContaining({
        name: "InvalidParameterValueException",
        message:
          "The provided execution role does not have permissions to call PutTraceSegments on XRAY",
      }),
    );
  });

  it("is made when it is not traced after all", async () => {
    await expect(aFunction(without("xray:PutTraceSegments"), "f", NOTHING)).resolves.toBe("f");
  });
});

describe("an event source mapping", () => {
  it.each(["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"])(
    "is not made when the function's role lacks %s",
    async (name) => {
      const lambda = without(`dynamodb:${name}`);
      await aFunction(lambda, "feed", NOTHING);

      const made = lambda.make("AWS::Lambda::EventSourceMapping", {
        ...{ FunctionName: "feed", EventSourceArn: STREAM, StartingPosition: "TRIM_HORIZON" },
      });

      await expect(made).rejects.toThrow(
        expect.objectContaining({
          name: "InvalidParameterValueException",
          message: `Cannot access stream ${STREAM}. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on your stream in IAM.`,
        }),
      );
    },
  );
});
