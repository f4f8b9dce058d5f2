import { failureMembers, parsedBody, queryErrorHeader } from "./json-body.ts";
import { readJson, writeJson } from "./json-values.ts";
import type { WireProtocol } from "./protocol.ts";
import { type BodyWriter, restAnswer } from "./rest-answer.ts";
import { type BodyReader, restInput } from "./rest-request.ts";

const readBody: BodyReader = (shape, member, body) => {
  if (member && shape.kind === "blob") return body;
  if (member && shape.kind === "string") return new TextDecoder().decode(body);
  return readJson(shape, parsedBody(body), "jsonName");
};

const writeBody: BodyWriter = (shape, _member, value) => ({
  body: JSON.stringify(writeJson(shape, value, "jsonName")),
  contentType: "application/json",
});

/** JSON over methods and paths, as Scheduler and Lambda speak it. */
export const restJson: WireProtocol = {
  read: (routed, request) => restInput(routed, request, readBody),
  answer(operation, output, { requestId }) {
    const answer = restAnswer(operation, output, writeBody);
    return { ...answer, headers: { ...answer.headers, "x-amzn-requestid": requestId } };
  },
  fail(failure, { requestId }) {
    return {
      status: failure.status,
      headers: {
        "content-type": "application/json",
        "x-amzn-requestid": requestId,
        "x-amzn-errortype": failure.name,
        ...queryErrorHeader(failure),
        ...failure.headers,
      },
      body: JSON.stringify(failureMembers(failure)),
    };
  },
};
