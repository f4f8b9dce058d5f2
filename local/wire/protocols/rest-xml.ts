import { AwsError } from "../../kernel/aws-error.ts";
import type { Failure } from "../failure.ts";
import type { WireAnswer } from "../message.ts";
import type { Member, Shape } from "../schema/shape.ts";
import { MalformedXml, parseXml } from "../xml/parse.ts";
import { readXml } from "../xml/read.ts";
import { element, textElement, xmlOf } from "../xml/write.ts";
import { errorMembersXml } from "./error-xml.ts";
import type { Reply, WireProtocol } from "./protocol.ts";
import { type BodyWriter, restAnswer } from "./rest-answer.ts";
import { type BodyReader, restInput } from "./rest-request.ts";

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

const rootName = (shape: Shape, member: Member | undefined) =>
  member?.traits.xmlName ?? shape.traits.xmlName ?? shape.name;

const readBody: BodyReader = (shape, member, body) => {
  if (member && shape.kind === "blob") return body;
  const text = new TextDecoder().decode(body);
  if (member && shape.kind === "string") return text;
  try {
    return readXml(shape, parseXml(text));
  } catch (error) {
    if (!(error instanceof MalformedXml)) throw error;
    const message =
      "The XML you provided was not well-formed or did not validate against our published schema";
    throw new AwsError("MalformedXML", message);
  }
};

/** GetBucketLocation answers with its only member as the root, which the schemas do not tell. */
const UNWRAPPED: ReadonlySet<string> = new Set(["LocationConstraint"]);

function writeBodyIn(namespace: string | undefined): BodyWriter {
  return (shape, member, value) => {
    const name = rootName(shape, member);
    const content = UNWRAPPED.has(name)
      ? Object.values(value).map(String).join("")
      : xmlOf(shape, value);
    const attributes = namespace === undefined ? {} : { xmlns: namespace };
    return {
      body: DECLARATION + element(name, content, attributes),
      contentType: "application/xml",
    };
  };
}

/** A part of an object has a status of its own (RFC 9110 15.3.7). */
const PARTIAL = 206;
const statusOf = (answer: WireAnswer) =>
  answer.headers["content-range"] === undefined ? answer.status : PARTIAL;

/** S3's second identifier of a request; nobody reads it, but clients show it. */
const hostIdOf = (requestId: string) => Buffer.from(requestId).toString("base64");

function identifiers({ requestId }: Reply): Record<string, string> {
  return { "x-amz-request-id": requestId, "x-amz-id-2": hostIdOf(requestId) };
}

/** The error itself is the root for S3 alone: its model says `noErrorWrapping`. */
function errorBody(failure: Failure, reply: Reply): string {
  const { requestId, request, wrapsErrors = false } = reply;
  const ids = textElement("RequestId", requestId) + textElement("HostId", hostIdOf(requestId));
  const members = errorMembersXml(failure);
  const told = wrapsErrors
    ? element("ErrorResponse", element("Error", members) + ids)
    : element("Error", members + textElement("Resource", request.rawPath) + ids);
  return DECLARATION + told;
}

/** XML over methods and paths, as S3 speaks it. */
export const restXml: WireProtocol = {
  read: (routed, request) => restInput(routed, request, readBody),
  answer(operation, output, reply) {
    const answer = restAnswer(operation, output, writeBodyIn(reply.xmlNamespace));
    return {
      status: statusOf(answer),
      headers: { ...answer.headers, ...identifiers(reply) },
      body: answer.body,
    };
  },
  fail(failure, reply) {
    const headers = { ...identifiers(reply), ...failure.headers };
    // 304 Not Modified, like every answer to HEAD, must not have a body.
    if (failure.status === 304) return { status: failure.status, headers, body: "" };
    return {
      status: failure.status,
      headers: { "content-type": "application/xml", ...headers },
      body: errorBody(failure, reply),
    };
  },
};
