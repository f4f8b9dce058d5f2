import { AwsError } from "../../kernel/aws-error.ts";
import type { Failure } from "../failure.ts";
import { writeJson } from "./json-values.ts";

/** A body that is not JSON, as AWS's JSON services say it. */
const notJson = () =>
  new AwsError("SerializationException", "Could not parse the request body into json.");

/** Parses a body; an empty one counts as an empty object. Throws SerializationException. */
export function parsedBody(body: Uint8Array): unknown {
  if (body.byteLength === 0) return {};
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw notJson();
  }
}

/** The members of an error as JSON; most models call the text `message`, some `Message`. */
export function failureMembers(failure: Failure): Record<string, unknown> {
  const { shape, members, message } = failure;
  const label = shape?.members.has("Message") ? "Message" : "message";
  const written = shape ? writeJson(shape, members, "jsonName") : members;
  return { [label]: message, ...(written as object) };
}

/** `x-amzn-query-error`, from services that once spoke the query protocol. */
export function queryErrorHeader(failure: Failure): Record<string, string> {
  const query = failure.shape?.traits.awsQueryError;
  if (!query) return {};
  return {
    "x-amzn-query-error": `${query[0]};${failure.fault === "client" ? "Sender" : "Receiver"}`,
  };
}
