import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { OwnApi, OwnRequest } from "../../ports/own-api.ts";
import { CLIENT_SETTINGS } from "./client-settings.ts";
import { translated } from "./translate-failure.ts";

/** The API answers within 29 seconds. */
const PATIENCE = {
  ...CLIENT_SETTINGS,
  maxAttempts: 1,
  requestHandler: { ...CLIENT_SETTINGS.requestHandler, requestTimeout: 30_000 },
} as const;

/** Hands work to a function that nobody waits for: Lambda keeps it until it is done. */
export function handingOn(functionName: string): (work: object) => Promise<void> {
  const client = new LambdaClient(CLIENT_SETTINGS);
  return async (work) => {
    const Payload = Buffer.from(JSON.stringify(work));
    const command = new InvokeCommand({
      FunctionName: functionName,
      InvocationType: "Event",
      Payload,
    });
    await translated("Invoke", client.send(command));
  };
}

/** Mayfly's API, by its function: only roles of ours may invoke that, so it believes who is said to call. */
export function ownApi(functionName: string): OwnApi {
  const client = new LambdaClient(PATIENCE);
  return async (request) => {
    const Payload = Buffer.from(JSON.stringify(eventOf(request)));
    const command = new InvokeCommand({ FunctionName: functionName, Payload });
    const answer = await translated("Invoke", client.send(command));
    const text = Buffer.from(answer.Payload ?? []).toString();
    if (answer.FunctionError !== undefined)
      throw new Error(`The API failed: ${text.slice(0, 500)}`);
    const { statusCode, body } = JSON.parse(text) as { statusCode: number; body: string };
    return { status: statusCode, body: JSON.parse(body) as Record<string, unknown> };
  };
}

/** A request as API Gateway hands it over once it has found out who calls. */
const eventOf = ({ caller, sourceIp, route, path, query, headers, body }: OwnRequest) => ({
  ...{ routeKey: route, rawPath: route.split(" ")[1], headers: headers ?? {} },
  ...(path === undefined ? {} : { pathParameters: path }),
  ...(query === undefined ? {} : { queryStringParameters: query }),
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  requestContext: {
    ...{ requestId: "slack", http: { sourceIp } },
    authorizer: { iam: { userArn: caller } },
  },
});
