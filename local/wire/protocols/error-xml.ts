import type { Failure } from "../failure.ts";
import { element, escapeXml, textElement, xmlOf } from "../xml/write.ts";

function plainXml(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map((each: unknown) => element("member", plainXml(each))).join("");
  }
  if (typeof value === "object" && value !== null) return membersXml(value);
  return escapeXml(String(value));
}

const membersXml = (members: object): string =>
  Object.entries(members)
    .map(([name, value]) => element(name, plainXml(value)))
    .join("");

/** Code, message and further members of an error. */
export function errorMembersXml(failure: Failure): string {
  const { shape, members } = failure;
  return (
    textElement("Code", failure.code) +
    textElement("Message", failure.message) +
    (shape ? xmlOf(shape, members) : membersXml(members))
  );
}
