import { header, pairsOf, type WireRequest } from "../message.ts";
import type { Member, Shape } from "../schema/shape.ts";
import { valueFromText } from "../schema/text-value.ts";
import { timestampFrom } from "../schema/timestamp.ts";
import type { Routed } from "./protocol.ts";

/** Reads the part of the input that the body holds. */
export type BodyReader = (shape: Shape, member: Member | undefined, body: Uint8Array) => unknown;

/** Query parameters that clients add and that say nothing to the operation. */
const OWN_QUERY = /^(x-id|X-Amz-.*|AWSAccessKeyId)$/i;

function fromTexts(shape: Shape, texts: readonly string[]): unknown {
  if (shape.kind === "list") {
    return texts.map((text) => fromTexts(shape.member.shape, [text]));
  }
  const [text = ""] = texts;
  if (shape.kind === "timestamp") return timestampFrom(text);
  return shape.kind === "structure" || shape.kind === "map" ? text : valueFromText(shape, text);
}

/** Items of a header that is a list; commas inside quotes do not part them. */
function headerItems(value: string): readonly string[] {
  const items = value.match(/"(?:[^"\\]|\\.)*"|[^,\s][^,]*/g) ?? [];
  return items.map((item) => item.trim().replace(/^"(.*)"$/, "$1"));
}

function fromHeader(member: Member, request: WireRequest): unknown {
  const value = header(request, member.traits.httpHeader ?? "");
  if (value === undefined) return undefined;
  return fromTexts(member.shape, member.shape.kind === "list" ? headerItems(value) : [value]);
}

function fromPrefixedHeaders(prefix: string, request: WireRequest): unknown {
  const entries = Object.entries(request.headers).filter(([name]) =>
    name.startsWith(prefix.toLowerCase()),
  );
  if (entries.length === 0) return undefined;
  return Object.fromEntries(
    entries.map(([name, value]) => [name.slice(prefix.length), `${value}`]),
  );
}

/** Reads the members that are bound to the path, the query and the headers of one request. */
function bound(member: Member, { labels }: Routed, request: WireRequest): unknown {
  const { traits, shape } = member;
  if (traits.httpLabel !== undefined) {
    const label = labels[member.name];
    return label === undefined ? undefined : fromTexts(shape, [label]);
  }
  if (traits.httpHeader !== undefined) return fromHeader(member, request);
  if (traits.httpPrefixHeaders !== undefined) {
    return fromPrefixedHeaders(traits.httpPrefixHeaders, request);
  }
  const values = pairsOf(request.rawQuery)
    .filter(([name]) => name === traits.httpQuery)
    .map(([, value]) => value);
  return values.length === 0 ? undefined : fromTexts(shape, values);
}

const isBound = ({ traits }: Member) =>
  traits.httpLabel !== undefined ||
  traits.httpHeader !== undefined ||
  traits.httpPrefixHeaders !== undefined ||
  traits.httpQuery !== undefined ||
  traits.httpQueryParams !== undefined;

/** Query parameters that nothing in the model asks for, kept so that checking the input names them. */
function strangers(members: readonly Member[], { literals }: Routed, request: WireRequest) {
  const known = new Set(members.map(({ traits }) => traits.httpQuery));
  return pairsOf(request.rawQuery).filter(
    ([name]) => !known.has(name) && !literals.has(name) && !OWN_QUERY.test(name),
  );
}

function fromBody(routed: Routed, request: WireRequest, read: BodyReader): object {
  const { input } = routed.operation;
  const members = [...input.members.values()];
  const payload = members.find((member) => member.traits.httpPayload !== undefined);
  if (payload) {
    if (request.body.byteLength === 0) return {};
    return { [payload.name]: read(payload.shape, payload, request.body) };
  }
  if (members.every(isBound)) return {};
  return read(input, undefined, request.body) as object;
}

/** The input of a REST operation: from path, query, headers and body, as its model binds them. */
export function restInput(routed: Routed, request: WireRequest, read: BodyReader): unknown {
  const members = [...routed.operation.input.members.values()];
  const fromAddress = members
    .filter(isBound)
    .map((member) => [member.name, bound(member, routed, request)])
    .filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(strangers(members, routed, request)),
    ...fromBody(routed, request, read),
    ...(Object.fromEntries(fromAddress) as object),
  };
}
