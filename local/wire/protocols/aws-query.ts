import { AwsError } from "../../kernel/aws-error.ts";
import { pairsOf, type WireAnswer, type WireRequest } from "../message.ts";
import { isUnit } from "../schema/shape.ts";
import { element, textElement, xmlOf } from "../xml/write.ts";
import { errorMembersXml } from "./error-xml.ts";
import type { Reply, WireProtocol } from "./protocol.ts";
import { inputFromParameters } from "./query-parameters.ts";

/** All parameters of a query request: of its form and of its address. */
export function parametersOf(request: WireRequest): readonly (readonly [string, string])[] {
  return [...pairsOf(request.rawQuery), ...pairsOf(new TextDecoder().decode(request.body))];
}

/** Parameters that name the operation or sign the request; the rest is the input. */
function inputParameters(request: WireRequest): readonly (readonly [string, string])[] {
  return parametersOf(request).filter(
    ([name]) => name !== "Action" && name !== "Version" && !name.startsWith("X-Amz-"),
  );
}

function xmlAnswer(status: number, body: string, reply: Reply): WireAnswer {
  const headers = { "content-type": "text/xml", "x-amzn-requestid": reply.requestId };
  return { status, headers, body };
}

const namespaceOf = (reply: Reply) =>
  reply.xmlNamespace === undefined ? undefined : { xmlns: reply.xmlNamespace };

/** The query protocol of IAM, STS and the like: a form goes in, XML comes out. */
export const awsQuery: WireProtocol = {
  read: ({ operation }, request) =>
    inputFromParameters(operation.input, inputParameters(request), "awsQuery"),
  answer({ name, output: shape }, output, reply) {
    const result = isUnit(shape) ? "" : element(`${name}Result`, xmlOf(shape, output));
    const metadata = element("ResponseMetadata", textElement("RequestId", reply.requestId));
    const body = element(`${name}Response`, result + metadata, namespaceOf(reply));
    return xmlAnswer(200, body, reply);
  },
  fail(failure, reply) {
    const type = textElement("Type", failure.fault === "client" ? "Sender" : "Receiver");
    const error = element("Error", type + errorMembersXml(failure));
    const body = element(
      "ErrorResponse",
      error + textElement("RequestId", reply.requestId),
      namespaceOf(reply),
    );
    return xmlAnswer(failure.status, body, reply);
  },
};

/** EC2's dialect of the query protocol. */
export const ec2Query: WireProtocol = {
  read: ({ operation }, request) =>
    inputFromParameters(operation.input, inputParameters(request), "ec2Query"),
  answer({ name, output: shape }, output, reply) {
    // Operations without output say that they did it.
    const members = isUnit(shape) ? textElement("return", "true") : xmlOf(shape, output);
    const body = textElement("requestId", reply.requestId) + members;
    return xmlAnswer(200, element(`${name}Response`, body, namespaceOf(reply)), reply);
  },
  fail(failure, reply) {
    const errors = element("Errors", element("Error", errorMembersXml(failure)));
    const body = element("Response", errors + textElement("RequestID", reply.requestId));
    return xmlAnswer(failure.status, body, reply);
  },
};

/** The value of `Action` or `Version`. Throws AwsError MissingAction. */
export function actionOf(request: WireRequest): { action: string; version: string | undefined } {
  const parameters = new Map(parametersOf(request));
  const action = parameters.get("Action");
  if (action === undefined) {
    throw new AwsError(
      "MissingAction",
      "The request is missing an action or a required parameter.",
    );
  }
  return { action, version: parameters.get("Version") };
}
