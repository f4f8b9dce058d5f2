import { crc32 } from "node:zlib";
import type { WireAnswer } from "../message.ts";
import { isUnit } from "../schema/shape.ts";
import { failureMembers, parsedBody, queryErrorHeader } from "./json-body.ts";
import { readJson, writeJson } from "./json-values.ts";
import type { WireProtocol } from "./protocol.ts";

function message(
  version: "1.0" | "1.1",
  status: number,
  body: string,
  headers: Readonly<Record<string, string>>,
): WireAnswer {
  return {
    status,
    body,
    headers: {
      "content-type": `application/x-amz-json-${version}`,
      // DynamoDB's clients check it when it is there.
      ...(version === "1.0" && { "x-amz-crc32": String(crc32(body)) }),
      ...headers,
    },
  };
}

/**
 * The JSON RPC protocols: the operation is named by `X-Amz-Target`, all else is in the body. Version
 * 1.0 qualifies the names of errors with their namespace, 1.1 does not.
 */
export function awsJson(version: "1.0" | "1.1"): WireProtocol {
  return {
    read: ({ operation }, request) => readJson(operation.input, parsedBody(request.body), "member"),
    answer(operation, output, { requestId }) {
      const written = writeJson(operation.output, output, "member");
      // 1.1 answers with nothing where the model has no output, 1.0 with an empty object.
      const empty = isUnit(operation.output) && version === "1.1";
      const body = empty ? "" : JSON.stringify(written);
      return message(version, 200, body, { "x-amzn-requestid": requestId });
    },
    fail(failure, { requestId }) {
      const body = JSON.stringify({ __type: failure.name, ...failureMembers(failure) });
      // Services of this protocol answer 400 for a caller's fault, whatever status their model names.
      const status = failure.shape && failure.fault === "client" ? 400 : failure.status;
      return message(version, status, body, {
        "x-amzn-requestid": requestId,
        "x-amzn-errortype": failure.name,
        ...queryErrorHeader(failure),
        ...failure.headers,
      });
    },
  };
}
