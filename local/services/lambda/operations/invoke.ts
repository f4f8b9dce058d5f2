import {
  InvalidRequestContentException,
  type InvocationRequest,
  type InvocationResponse,
  RequestTooLargeException,
} from "@aws-sdk/client-lambda";
import { AwsError } from "../../../kernel/aws-error.ts";
import type { EventQueue } from "../asynchronous/event-queue.ts";
import type { Invoker } from "../invoker.ts";
import type { Outcome } from "../runtime/environment.ts";
import { functionOperation } from "./function-operation.ts";

/** Bytes of a payload (Lambda quotas): 6 MB when the caller waits, 1 MB when not. */
const LONGEST_PAYLOAD = 6_291_456;
const LONGEST_EVENT = 1_048_576;

function checkSize(bytes: number, longest: number): void {
  if (bytes <= longest) return;
  throw new RequestTooLargeException({
    message: `Request must be smaller than ${longest} bytes for the InvokeFunction operation`,
    Type: "User",
    $metadata: {},
  });
}

function payloadOf(payload: Uint8Array | undefined, longest: number): string {
  if (payload === undefined || payload.byteLength === 0) return "{}";
  checkSize(payload.byteLength, longest);
  const text = Buffer.from(payload).toString("utf8");
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    throw new InvalidRequestContentException({
      message: `Could not parse request body into json: ${(error as Error).message}`,
      Type: "User",
      $metadata: {},
    });
  }
}

function answerTo(outcome: Outcome): InvocationResponse {
  const failed = "failure" in outcome;
  const text = failed ? JSON.stringify(outcome.failure) : outcome.payload;
  return {
    StatusCode: 200,
    ExecutedVersion: "$LATEST",
    Payload: Buffer.from(text),
    ...(failed && { FunctionError: "Unhandled" }),
  };
}

/**
 * Runs a function: at once and answers what it answers, or later (`Event`), or only asks whether one
 * may (`DryRun`).
 */
export const invokeOperation = (invoker: Invoker, queue: EventQueue) =>
  functionOperation<InvocationRequest, InvocationResponse>({
    name: "Invoke",
    action: "lambda:InvokeFunction",
    members: ["InvocationType", "Payload", "LogType"],
    async run(record, { InvocationType = "RequestResponse", Payload, LogType }, call) {
      if (LogType === "Tail") throw new AwsError("NotEmulated", "LogType Tail", 501);
      const { requestId } = call;
      switch (InvocationType) {
        case "DryRun":
          return { StatusCode: 204 };
        case "Event":
          queue.put(record, requestId, payloadOf(Payload, LONGEST_EVENT));
          return { StatusCode: 202 };
        default: {
          const payload = payloadOf(Payload, LONGEST_PAYLOAD);
          return answerTo(await invoker.invoke(record, { requestId, payload }));
        }
      }
    },
  });
