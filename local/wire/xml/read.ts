import type { ListShape, MapShape, Member, Shape, StructureShape } from "../schema/shape.ts";
import { valueFromText } from "../schema/text-value.ts";
import type { XmlElement } from "./parse.ts";

const childrenNamed = (element: XmlElement, name: string) =>
  element.children.filter((child) => child.name === name);

function readList(shape: ListShape, elements: readonly XmlElement[], flat: boolean): unknown[] {
  const name = shape.member.traits.xmlName ?? "member";
  const items = flat ? elements : elements.flatMap((element) => childrenNamed(element, name));
  return items.map((item) => readXml(shape.member.shape, item));
}

function readMap(shape: MapShape, elements: readonly XmlElement[], flat: boolean): unknown {
  const entries = flat ? elements : elements.flatMap((each) => childrenNamed(each, "entry"));
  const first = (entry: XmlElement, member: Member) =>
    childrenNamed(entry, member.traits.xmlName ?? member.name)[0];
  return Object.fromEntries(
    entries.map((entry) => {
      const value = first(entry, shape.value);
      return [first(entry, shape.key)?.text ?? "", value && readXml(shape.value.shape, value)];
    }),
  );
}

function readMember(member: Member, elements: readonly XmlElement[]): unknown {
  const { shape, traits } = member;
  const flat = traits.xmlFlattened !== undefined;
  if (shape.kind === "list") return readList(shape, elements, flat);
  if (shape.kind === "map") return readMap(shape, elements, flat);
  const [only] = elements;
  return only && readXml(shape, only);
}

function readStructure(shape: StructureShape, element: XmlElement): Record<string, unknown> {
  const found: [string, unknown][] = [];
  const understood = new Set<string>();
  for (const member of shape.members.values()) {
    const name = member.traits.xmlName ?? member.name;
    understood.add(name);
    const attribute = member.traits.xmlAttribute ? element.attributes[name] : undefined;
    const elements = childrenNamed(element, name);
    if (attribute !== undefined) found.push([member.name, attribute]);
    else if (elements.length > 0) found.push([member.name, readMember(member, elements)]);
  }
  // Kept under their own names, so that checking the input names them.
  const strangers = element.children
    .filter((child) => !understood.has(child.name))
    .map((each): [string, unknown] => [each.name, each.text]);
  return Object.fromEntries([...found, ...strangers]);
}

/** Reads a value from the element that holds it, in the SDK's shape. */
export function readXml(shape: Shape, element: XmlElement): unknown {
  switch (shape.kind) {
    case "structure":
      return readStructure(shape, element);
    case "list":
      return readList(shape, [element], false);
    case "map":
      return readMap(shape, [element], false);
    default:
      return valueFromText(shape, element.text);
  }
}
