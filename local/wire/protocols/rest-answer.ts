import type { WireAnswer } from "../message.ts";
import { memberFor, type OperationModel } from "../schema/model.ts";
import type { Member, Shape } from "../schema/shape.ts";
import { textOfValue } from "../schema/text-value.ts";

/** Writes the part of the output that the body holds. */
export type BodyWriter = (
  shape: Shape,
  member: Member | undefined,
  value: object,
) => { readonly body: string; readonly contentType: string };

function headerText({ shape }: Member, value: unknown): string {
  const { member } = shape.kind === "list" ? shape : { member: undefined };
  if (shape.kind === "structure" || shape.kind === "map") return String(value);
  if (shape.kind !== "list") return textOfValue(shape, value, "httpDate");
  return (value as readonly unknown[]).map((each) => (member ? String(each) : "")).join(", ");
}

function headersOf(members: readonly (readonly [Member, unknown])[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [member, value] of members) {
    const { httpHeader, httpPrefixHeaders } = member.traits;
    if (httpHeader !== undefined) headers[httpHeader.toLowerCase()] = headerText(member, value);
    if (httpPrefixHeaders === undefined) continue;
    for (const [name, each] of Object.entries(value as object)) {
      headers[`${httpPrefixHeaders}${name}`.toLowerCase()] = String(each);
    }
  }
  return headers;
}

const isInBody = ({ traits }: Member) =>
  traits.httpHeader === undefined &&
  traits.httpPrefixHeaders === undefined &&
  traits.httpResponseCode === undefined &&
  traits.httpPayload === undefined;

type Body = Pick<WireAnswer, "body"> & { readonly contentType?: string };

function payloadBody(member: Member, value: unknown, write: BodyWriter): Body {
  if (value instanceof Uint8Array) return { body: value, contentType: "application/octet-stream" };
  if (typeof value === "string") return { body: value, contentType: "text/plain" };
  return write(member.shape, member, value as object);
}

function bodyOf(
  operation: OperationModel,
  present: readonly (readonly [Member, unknown])[],
  write: BodyWriter,
): Body {
  const payload = present.find(([member]) => member.traits.httpPayload !== undefined);
  if (payload) return payloadBody(payload[0], payload[1], write);
  const members = [...operation.output.members.values()];
  if (!members.some(isInBody)) return { body: "" };
  const inBody = present.filter(([member]) => isInBody(member));
  const value = Object.fromEntries(inBody.map(([member, each]) => [member.name, each]));
  return write(operation.output, undefined, value);
}

/** The answer of a REST operation: its output over status, headers and body, as its model binds them. */
export function restAnswer(
  operation: OperationModel,
  output: object,
  write: BodyWriter,
): WireAnswer {
  const present = Object.entries(output)
    .filter(([name, value]) => value !== undefined && name !== "$metadata")
    .map(([name, value]) => [memberFor(operation.output, name), value as unknown] as const);
  const { body, contentType } = bodyOf(operation, present, write);
  const status = present.find(([member]) => member.traits.httpResponseCode !== undefined);
  return {
    status: status ? Number(status[1]) : (operation.traits.http?.[2] ?? 200),
    headers: {
      ...(contentType !== undefined && { "content-type": contentType }),
      ...headersOf(present),
    },
    body,
  };
}
