/** An XML element; text and child elements are not mixed in AWS's documents. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

/** The text is no well-formed XML document. */
export class MalformedXml extends Error {}

interface Open {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

/** Comments, processing instructions, CDATA, closing and opening tags, text: in this order. */
const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<\/([^\s>]+)\s*>|<([^\s/>!?]+)((?:\s+[^\s=/>]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/gy;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITY = /&(?:#x([0-9a-fA-F]+)|#(\d+)|([a-z]+));/g;
const ENTITIES: ReadonlyMap<string, string> = new Map(
  Object.entries({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }),
);

function unescaped(text: string): string {
  return text.replace(ENTITY, (_whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) {
      const character = ENTITIES.get(name);
      if (character === undefined) throw new MalformedXml(`The entity &${name}; is not defined.`);
      return character;
    }
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    if (code > 0x10ffff) throw new MalformedXml("A character reference names no character.");
    return String.fromCodePoint(code);
  });
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(ATTRIBUTE)].map((match) => [
      match[1] ?? "",
      unescaped(match[2] ?? match[3] ?? ""),
    ]),
  );
}

/** Elements that are open, outermost first; the first is the document itself. */
class Nesting {
  readonly #open: Open[] = [{ name: "", attributes: {}, children: [], text: "" }];

  get #innermost(): Open {
    const innermost = this.#open.at(-1);
    if (!innermost) throw new MalformedXml("An element is closed that was not open.");
    return innermost;
  }

  open(name: string, attributes: Record<string, string>): void {
    this.#open.push({ name, attributes, children: [], text: "" });
  }

  close(name: string): void {
    const { text, ...element } = this.#innermost;
    if (element.name !== name) throw new MalformedXml(`</${name}> closes <${element.name}>.`);
    this.#open.pop();
    this.#innermost.children.push({ ...element, text: element.children.length > 0 ? "" : text });
  }

  write(text: string): void {
    this.#innermost.text += text;
  }

  get root(): XmlElement {
    const [root, ...others] = this.#innermost.children;
    if (this.#open.length !== 1 || !root || others.length > 0) {
      throw new MalformedXml("The document does not have exactly one root element.");
    }
    if (this.#innermost.text.trim() !== "")
      throw new MalformedXml("There is text outside the root.");
    return root;
  }
}

function take(token: RegExpExecArray, nesting: Nesting): void {
  const [, cdata, closing, opening, attributes, selfClosing, text] = token;
  if (cdata !== undefined) nesting.write(cdata);
  if (text !== undefined) nesting.write(unescaped(text));
  if (closing !== undefined) nesting.close(closing);
  if (opening === undefined) return;
  nesting.open(opening, attributesOf(attributes ?? ""));
  if (selfClosing === "/") nesting.close(opening);
}

/**
 * Reads an XML document. Document types are refused (they can only do harm here), namespaces are kept
 * as they are written. Throws MalformedXml.
 */
export function parseXml(document: string): XmlElement {
  const nesting = new Nesting();
  const tokens = new RegExp(TOKEN);
  const source = document.replace(/^\uFEFF/, "").trim();
  for (let end = 0; end < source.length; end = tokens.lastIndex) {
    const token = tokens.exec(source);
    if (!token) throw new MalformedXml(`Unexpected character at position ${end}.`);
    take(token, nesting);
  }
  return nesting.root;
}
