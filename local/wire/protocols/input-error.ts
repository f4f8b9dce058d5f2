import { AwsError } from "../../kernel/aws-error.ts";
import type { Protocol } from "../../kernel/service.ts";
import type { Problem } from "../schema/check.ts";

const isJson = (protocol: Protocol) => protocol.startsWith("awsJson") || protocol === "restJson";

/** The code under which IAM, STS and the like refuse an input; the JSON services add `Exception`. */
const invalid = (protocol: Protocol) =>
  isJson(protocol) ? "ValidationException" : "ValidationError";

/** `Tags.1.member.Key` as the validation texts write it: `tags.1.member.key`. */
function camelCase(path: string): string {
  return path
    .split(".")
    .map((name) => name.charAt(0).toLowerCase() + name.slice(1))
    .join(".");
}

function unknownMember(member: string, known: readonly string[], protocol: Protocol): AwsError {
  if (protocol === "restXml") {
    const text = `The local cloud refuses the unknown parameter or element ${member}.`;
    return new AwsError("MalformedXML", text);
  }
  if (protocol === "ec2Query") {
    return new AwsError("UnknownParameter", `The parameter ${member} is not recognized`);
  }
  const choices = known.length === 0 ? "none is known here" : `must be one of: ${known.join(", ")}`;
  return new AwsError(invalid(protocol), `Unknown parameter in input: "${member}", ${choices}`);
}

function wrongType(member: string, expected: string, protocol: Protocol): AwsError {
  if (isJson(protocol)) {
    return new AwsError(
      "SerializationException",
      `${member} can not be converted to a ${expected}`,
    );
  }
  if (protocol === "restXml") {
    return new AwsError("InvalidArgument", `${member} is no ${expected}`, 400, {
      ArgumentName: member,
    });
  }
  const text = `Value for parameter ${member} is invalid. It must be a ${expected}.`;
  return new AwsError(protocol === "ec2Query" ? "InvalidParameterValue" : "MalformedInput", text);
}

function missing(members: readonly string[], protocol: Protocol): AwsError {
  if (protocol === "ec2Query") {
    return new AwsError(
      "MissingParameter",
      `The request must contain the parameter ${members[0] ?? ""}`,
    );
  }
  if (protocol === "restXml") {
    return new AwsError("InvalidRequest", `Missing required parameter ${members.join(", ")}`);
  }
  const count = members.length;
  const texts = members.map(
    (member) =>
      `Value null at '${camelCase(member)}' failed to satisfy constraint: Member must not be null`,
  );
  const text = `${count} validation error${count === 1 ? "" : "s"} detected: ${texts.join("; ")}`;
  return new AwsError(invalid(protocol), text);
}

/** How a protocol's services refuse an input that does not fit the model. */
export function inputError(problem: Problem, protocol: Protocol): AwsError {
  switch (problem.kind) {
    case "unknown":
      return unknownMember(problem.member, problem.known, protocol);
    case "type":
      return wrongType(problem.member, problem.expected, protocol);
    case "missing":
      return missing(problem.members, protocol);
    default:
      return problem satisfies never;
  }
}
