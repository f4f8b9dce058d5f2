import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { buildSync } from "esbuild";
import { afterEach, describe, expect, it } from "vitest";
import { mayflyClient } from "../../../local/client/mayfly-client.ts";
import { aCloud } from "./a-cloud.ts";
import { ACCOUNT, aBundle, REGION } from "./a-lambda.ts";

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A function that sends what it gets into a queue, bundled with the SDK as functions are. */
const SENDER = `import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";
const client = new SQSClient({});
export const handler = async (event) => {
  const { MessageId } = await client.send(new SendMessageCommand({
    QueueUrl: process.env.QUEUE_URL, MessageBody: JSON.stringify(event),
  }));
  console.log("sent", MessageId);
  return { statusCode: 202, body: MessageId };
};`;

function bundled(code: string): string {
  const { outputFiles } = buildSync({
    stdin: { contents: code, resolveDir: import.meta.dirname, loader: "js" },
    ...{ bundle: true, minify: true, platform: "node", format: "cjs", target: "node24" },
    supported: { "dynamic-import": false },
    ...{ write: false, mainFields: ["module", "main"] },
  });
  return aBundle(outputFiles[0]?.text ?? "");
}

const FOLDER = bundled(SENDER);

const MAY_SEND = { Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" };
const MAY_LOG = { Effect: "Allow", Action: ["logs:*"], Resource: "*" };

async function aSender(permissions: readonly object[]) {
  const cloud = await aCloud({ sender: permissions });
  closing.push(cloud.close);
  const queue = await cloud.make("AWS::SQS::Queue", { QueueName: "q" });
  await cloud.make("AWS::Lambda::Function", {
    ...{ FunctionName: "sender", Runtime: "nodejs24.x", Handler: "index.handler" },
    Role: `arn:aws:iam::${ACCOUNT}:role/sender`,
    Code: { S3Bucket: "assets", S3Key: FOLDER },
    Environment: { Variables: { QUEUE_URL: queue?.ref ?? "" } },
    Timeout: 30,
  });
  return { ...cloud, queueUrl: queue?.ref ?? "" };
}

const invoke = new InvokeCommand({ FunctionName: "sender", Payload: Buffer.from('{"a":1}') });

describe("a function behind the gateway", () => {
  it("calls AWS as its role, and is called by clients of AWS", async () => {
    const { client, queueUrl } = await aSender([MAY_SEND, MAY_LOG]);

    const { StatusCode, FunctionError } = await new LambdaClient(client).send(invoke);
    const sqs = new SQSClient(client);
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrl }));

    expect([StatusCode, FunctionError]).toEqual([200, undefined]);
    expect(Messages?.map(({ Body }) => Body)).toEqual(['{"a":1}']);
  });

  it("fails by the name of the error when its role may not do what it does", async () => {
    const { client } = await aSender([]);

    const { FunctionError, Payload } = await new LambdaClient(client).send(invoke);

    expect(FunctionError).toBe("Unhandled");
    expect(JSON.parse(Payload?.transformToString() ?? "")).toMatchObject({
      errorType: expect.stringMatching(/^AccessDenied/),
      errorMessage: expect.stringContaining("assumed-role/sender/sender is not authorized"),
    });
  });

  it("leaves its lines in its log group", async () => {
    const { client } = await aSender([MAY_SEND, MAY_LOG]);
    await new LambdaClient(client).send(invoke);

    const { events } = await new CloudWatchLogsClient(client).send(
      new FilterLogEventsCommand({ logGroupName: "/aws/lambda/sender", filterPattern: "sent" }),
    );

    expect(events?.map(({ message }) => message)).toEqual([expect.stringMatching(/\tINFO\tsent /)]);
  });

  it("is listed", async () => {
    const { client } = await aSender([]);

    const { Functions } = await new LambdaClient(client).send(new ListFunctionsCommand({}));

    expect(Functions?.map(({ FunctionName }) => FunctionName)).toEqual(["sender"]);
  });
});

describe("an HTTP API behind the gateway", () => {
  async function anApi(permission?: object) {
    const cloud = await aSender([MAY_SEND]);
    const { make } = cloud;
    const api = await make("AWS::ApiGatewayV2::Api", { Name: "mayfly", ProtocolType: "HTTP" });
    const ApiId = api?.ref ?? "";
    const integration = await make("AWS::ApiGatewayV2::Integration", {
      ...{ ApiId, IntegrationType: "AWS_PROXY", PayloadFormatVersion: "2.0" },
      IntegrationUri: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:sender`,
    });
    const Target = `integrations/${integration?.ref}`;
    const authorized = { AuthorizationType: "AWS_IAM" };
    await make("AWS::ApiGatewayV2::Route", {
      ...{ ApiId, RouteKey: "POST /v1/leases", Target, ...authorized },
    });
    await make("AWS::ApiGatewayV2::Stage", { ApiId, StageName: "$default", AutoDeploy: true });
    if (permission)
      await make("AWS::Lambda::Permission", {
        ...{ Action: "lambda:InvokeFunction", FunctionName: "sender", ...permission },
        Principal: "apigateway.amazonaws.com",
      });
    const { url, client } = cloud;
    const signedBy = (credentials = client.credentials) =>
      mayflyClient({ url, region: REGION, credentials });
    return signedBy;
  }

  const ALL = { SourceArn: `arn:aws:execute-api:${REGION}:${ACCOUNT}:*/*/*` };

  it("lets a signed caller through to its function", async () => {
    const signedBy = await anApi(ALL);

    const { status } = await signedBy()("POST /v1/leases", { purpose: "test" });

    expect(status).toBe(202);
  });

  it("cannot call a function whose policy does not let it in", async () => {
    const signedBy = await anApi();

    const { status, body } = await signedBy()("POST /v1/leases", {});

    expect([status, body]).toEqual([500, { message: "Internal Server Error" }]);
  });

  it("refuses a caller whose signature is wrong", async () => {
    const signedBy = await anApi(ALL);
    const credentials = { accessKeyId: "AKIAANN", secretAccessKey: "wrong" };

    const { status, body } = await signedBy(credentials)("POST /v1/leases", {});

    expect([status, body]).toEqual([403, { message: "Forbidden" }]);
  });
});
