import type { ServicePrincipal } from "../../kernel/principal.ts";
import type { World } from "../../kernel/service.ts";
import type { WireAnswer } from "../../wire/message.ts";
import type { ApiRecord, IntegrationRecord } from "./apis.ts";
import type { HttpApiDependencies } from "./dependencies.ts";
import { type Refused, refused } from "./refusal.ts";

/** A call of a function for the sake of a request. */
export interface IntegrationCall {
  readonly api: ApiRecord;
  readonly integration: IntegrationRecord;
  readonly event: object;
  /** ARN of the route, which the function's resource policy must let in. */
  readonly sourceArn: string;
}

function apiGatewayFor({ account }: ApiRecord, sourceArn: string): ServicePrincipal {
  const service = "apigateway.amazonaws.com";
  const name = { service, arn: service, userId: service };
  return { kind: "service", ...name, account, sourceArn, sourceAccount: account };
}

const internal = (cause: string) => refused(500, "Internal Server Error", cause);

/** What of an answer of Lambda matters here. */
interface Invoked {
  readonly FunctionError?: string;
  readonly Payload?: Uint8Array;
}

async function invoke({ dispatch }: HttpApiDependencies, call: IntegrationCall): Promise<Invoked> {
  try {
    return (await dispatch({
      principal: apiGatewayFor(call.api, call.sourceArn),
      region: call.integration.functionArn.split(":")[3] ?? call.api.region,
      service: "lambda",
      operation: "Invoke",
      input: {
        FunctionName: call.integration.functionArn,
        Payload: Buffer.from(JSON.stringify(call.event)),
      },
    })) as Invoked;
  } catch (error) {
    const { name, message } = error as Error;
    if (name === "TooManyRequestsException") throw refused(503, "Service Unavailable", message);
    throw internal(`${name}: ${message}`);
  }
}

/** Fails when the integration takes longer than it may; the function itself runs on. */
function deadline(world: World, { integration }: IntegrationCall) {
  let cancel = () => {};
  const passed = new Promise<Refused>((resolve) => {
    const due = world.clock.now() + integration.timeout;
    const timer = world.clock.at(due, "the timeout of an integration", () =>
      resolve(refused(503, "Service Unavailable", "Endpoint request timed out")),
    );
    cancel = () => timer.cancel();
  });
  return { passed, cancel };
}

/** Calls the function and answers with what it answers. Throws Refused: 500, 503. */
export async function integrate(
  world: World,
  dependencies: HttpApiDependencies,
  call: IntegrationCall,
): Promise<WireAnswer> {
  const { passed, cancel } = deadline(world, call);
  try {
    const invoking = invoke(dependencies, call);
    const outcome = await world.clock.waiting(() => Promise.race([invoking, passed]));
    if (outcome instanceof Error) throw outcome;
    const text = Buffer.from(outcome.Payload ?? []).toString("utf8");
    if (outcome.FunctionError !== undefined) throw internal(text);
    return answerFrom(JSON.parse(text));
  } finally {
    cancel();
  }
}

interface FunctionAnswer {
  readonly statusCode: unknown;
  readonly headers?: Readonly<Record<string, string | number | boolean>>;
  readonly cookies?: readonly string[];
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

const isFunctionAnswer = (value: unknown): value is FunctionAnswer =>
  typeof value === "object" && value !== null && "statusCode" in value;

/** Reads a function's answer; one without a status code is the body itself (payload format 2.0). */
function answerFrom(value: unknown): WireAnswer {
  if (!isFunctionAnswer(value)) {
    const body = typeof value === "string" ? value : JSON.stringify(value);
    return { status: 200, headers: { "content-type": "application/json" }, body };
  }
  const { statusCode, headers = {}, cookies = [], body = "", isBase64Encoded } = value;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || typeof body !== "string")
    throw internal("The function's answer is malformed.");
  const written = Object.entries(headers).map(([name, text]) => [name.toLowerCase(), String(text)]);
  return {
    status,
    headers: {
      "content-type": "text/plain;charset=UTF-8",
      ...(Object.fromEntries(written) as Record<string, string>),
      ...(cookies.length > 0 && { "set-cookie": cookies.join(", ") }),
    },
    body: isBase64Encoded === true ? Buffer.from(body, "base64") : body,
  };
}
