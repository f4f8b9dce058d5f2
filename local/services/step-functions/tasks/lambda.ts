import type { InvokeCommandOutput } from "@aws-sdk/client-lambda";
import * as sdk from "@aws-sdk/client-lambda";
import { isObject, type Json } from "../../json-path/json.ts";
import { StateFailure } from "../asl/failure.ts";
import { background } from "./background.ts";
import { serviceFailure } from "./service-failure.ts";
import type { Assignment, TaskKind, Workshop } from "./task.ts";

const FUNCTION = /^arn:aws:lambda:[\w-]+:\d{12}:function:[\w-]+(?::[\w$-]+)?$/u;
const INVOKE = "arn:aws:states:::lambda:invoke";

const LAMBDA = { prefix: "Lambda", sdk, general: "AWSLambdaException" };

interface Invocation {
  readonly FunctionName: string;
  readonly Payload: Json;
  readonly [member: string]: Json;
}

/** A function fails with the name of its error, and with all that it told as the cause. */
function functionFailure(payload: string): StateFailure {
  const told = parsed(payload);
  const type = isObject(told) ? told["errorType"] : undefined;
  if (typeof type === "string") return new StateFailure(type, payload);
  const unknown = "The cause could not be determined because Lambda did not return an error type.";
  return new StateFailure("Lambda.Unknown", `${unknown} Returned payload: ${payload}`);
}

function parsed(payload: string): Json {
  try {
    return JSON.parse(payload) as Json;
  } catch {
    return payload;
  }
}

async function invoke(
  { session, region }: Assignment,
  { FunctionName, Payload, ...rest }: Invocation,
  { dispatch }: Workshop,
): Promise<{ readonly answer: InvokeCommandOutput; readonly payload: Json }> {
  const input = {
    ...rest,
    FunctionName,
    InvocationType: rest["InvocationType"] ?? "RequestResponse",
    Payload: Buffer.from(JSON.stringify(Payload)),
  };
  const principal = session();
  const call = dispatch({ principal, region, service: "lambda", operation: "Invoke", input });
  const answer = (await call.catch((error: unknown) => {
    throw serviceFailure(error, LAMBDA);
  })) as InvokeCommandOutput;
  const text = Buffer.from(answer.Payload ?? []).toString();
  if (answer.FunctionError !== undefined) throw functionFailure(text);
  return { answer, payload: text === "" ? null : parsed(text) };
}

/** What a run cannot go on with after a restart: its answer is lost with the process that waited. */
const lost = () =>
  new StateFailure("Lambda.Unknown", "The local cloud was restarted while the function ran.");

const resumed: TaskKind["takeUp"] = ({ resource }, reports, workshop) =>
  background(`give up ${resource}`, reports, workshop, () => Promise.reject(lost()));

/** A Lambda function by its ARN: the state's input is its event, its answer the result. */
export const functionTask: TaskKind = {
  matches: (resource) => FUNCTION.test(resource),
  begin: (assignment, reports, workshop) =>
    background(`invoke ${assignment.resource}`, reports, workshop, async () => {
      const { resource: FunctionName, parameters: Payload } = assignment;
      const { payload } = await invoke(assignment, { FunctionName, Payload }, workshop);
      reports.succeeded(payload);
    }),
  takeUp: resumed,
};

const MEMBERS = ["FunctionName", "Payload", "InvocationType", "Qualifier", "ClientContext"];

/** `lambda:invoke`: the call of Lambda's API with parameters, and what the API answers. */
export const invokeTask: TaskKind = {
  matches: (resource) => resource === INVOKE,
  begin: (assignment, reports, workshop) =>
    background(`invoke for ${assignment.resource}`, reports, workshop, async () => {
      const parameters = assignment.parameters as Partial<Invocation>;
      const { FunctionName } = parameters;
      const strange = Object.keys(parameters).find((name) => !MEMBERS.includes(name));
      if (typeof FunctionName !== "string" || strange !== undefined) {
        const what = strange === undefined ? "FunctionName is required" : `${strange} is not known`;
        throw new StateFailure("States.Runtime", `The Parameters of ${INVOKE} are wrong: ${what}`);
      }
      const wanted = { ...parameters, FunctionName, Payload: parameters.Payload ?? {} };
      const { answer, payload } = await invoke(assignment, wanted, workshop);
      reports.succeeded({
        ExecutedVersion: answer.ExecutedVersion ?? "$LATEST",
        Payload: payload,
        StatusCode: answer.StatusCode ?? 200,
      });
    }),
  takeUp: resumed,
};
