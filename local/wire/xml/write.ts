import { memberFor } from "../schema/model.ts";
import type { ListShape, MapShape, Member, Shape } from "../schema/shape.ts";
import { textOfValue } from "../schema/text-value.ts";

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\r": "&#xD;",
  // Line ends that XML 1.1 readers would turn into \n.
  "\u0085": "&#x85;",
  "\u2028": "&#x2028;",
};

/** Text as it stands in XML. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"\r\u0085\u2028]/g, (character) => ESCAPES[character] ?? character);
}

/** An element around XML that is already written. */
export function element(
  name: string,
  content: string,
  attributes: Readonly<Record<string, string>> = {},
): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  return `<${name}${written.join("")}>${content}</${name}>`;
}

/** An element with text inside. */
export const textElement = (name: string, text: string): string => element(name, escapeXml(text));

const isPresent = (value: unknown) => value !== undefined && value !== null;

function attributesOf(shape: Shape, value: unknown): Record<string, string> {
  if (shape.kind !== "structure") return {};
  const [prefix, address] = shape.traits.xmlNamespace ?? [];
  const values = Object.entries(value as Record<string, unknown>);
  return Object.fromEntries([
    ...(address === undefined ? [] : [[prefix ? `xmlns:${prefix}` : "xmlns", address]]),
    ...values
      .map(([name, each]) => [memberFor(shape, name), each] as const)
      .filter(([member]) => member.traits.xmlAttribute !== undefined)
      .map(([member, each]) => [member.traits.xmlName ?? member.name, String(each)]),
  ]) as Record<string, string>;
}

function listItems(shape: ListShape, value: unknown, name: string): string {
  const items = (value as readonly unknown[]).filter(isPresent);
  return items
    .map((item) =>
      element(name, xmlOf(shape.member.shape, item), attributesOf(shape.member.shape, item)),
    )
    .join("");
}

function mapEntries(shape: MapShape, value: unknown, name: string): string {
  const { key, value: held } = shape;
  return Object.entries(value as Record<string, unknown>)
    .filter(([, each]) => isPresent(each))
    .map(([label, each]) =>
      element(
        name,
        textElement(key.traits.xmlName ?? "key", label) +
          element(held.traits.xmlName ?? "value", xmlOf(held.shape, each)),
      ),
    )
    .join("");
}

function memberXml(member: Member, value: unknown): string {
  const { shape, traits } = member;
  const name = traits.xmlName ?? member.name;
  if (traits.xmlFlattened !== undefined && shape.kind === "list") {
    return listItems(shape, value, name);
  }
  if (traits.xmlFlattened !== undefined && shape.kind === "map") {
    return mapEntries(shape, value, name);
  }
  return element(name, xmlOf(shape, value), attributesOf(shape, value));
}

/** What stands inside the element that holds a value, which is in the SDK's shape. */
export function xmlOf(shape: Shape, value: unknown): string {
  switch (shape.kind) {
    case "structure":
      return Object.entries(value as Record<string, unknown>)
        .filter(([name, each]) => isPresent(each) && name !== "$metadata")
        .map(([name, each]) => [memberFor(shape, name), each] as const)
        .filter(([member]) => member.traits.xmlAttribute === undefined)
        .map(([member, each]) => memberXml(member, each))
        .join("");
    case "list":
      return listItems(shape, value, shape.member.traits.xmlName ?? "member");
    case "map":
      return mapEntries(shape, value, "entry");
    default:
      return escapeXml(textOfValue(shape, value, "dateTime"));
  }
}
