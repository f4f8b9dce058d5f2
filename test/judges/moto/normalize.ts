/** Members whose values are secrets, and drawn by chance. */
const SECRETS = ["SecretAccessKey", "SessionToken", "Base32StringSeed", "QRCodePNG"];

/** Members that hold policy documents, percent-encoded or not. */
const DOCUMENTS = ["AssumeRolePolicyDocument", "PolicyDocument", "Document", "Content"];

/** Identifiers by their forms (API References of IAM and Organizations). */
const IDENTIFIERS: readonly (readonly [RegExp, string])[] = [
  [/\b(master|management)(?=@example\.com$|$)/g, "<management>"],
  [/\bo-[a-z0-9]{10,32}\b/g, "<organization>"],
  [/\bou-[a-z0-9]{4,32}-[a-z0-9]{8,32}\b/g, "<unit>"],
  [/\br-[a-z0-9]{4,32}\b/g, "<root>"],
  [/\bp-[a-z0-9]{8,128}\b/g, "<policy>"],
  [/\bcar-[a-z0-9]{8,32}\b/g, "<request>"],
  [/\b(AIDA|AROA|AKIA|ASIA|ANPA|AGPA|AIPA|ASCA)[A-Z0-9]{12,}\b/g, "<$1…>"],
  [/\b\d{12}\b/g, "<account>"],
];

function document(text: string): unknown {
  try {
    return JSON.parse(decodeURIComponent(text));
  } catch {
    return text;
  }
}

function byText(one: unknown, other: unknown): number {
  const [a, b] = [JSON.stringify(one), JSON.stringify(other)];
  return a < b ? -1 : Number(a > b);
}

/** An answer with placeholders for what differs from one AWS to the next. */
export function normalized(value: unknown, member = ""): unknown {
  if (value instanceof Date) return "<instant>";
  if (typeof value === "string") {
    if (SECRETS.includes(member)) return "<secret>";
    if (DOCUMENTS.includes(member)) return document(value);
    return IDENTIFIERS.reduce((text, [form, name]) => text.replaceAll(form, name), value);
  }
  if (value instanceof Uint8Array) return "<bytes>";
  // AWS promises no order of its listings.
  if (Array.isArray(value)) return value.map((each) => normalized(each, member)).toSorted(byText);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, each]) => name !== "$metadata" && each !== undefined)
      .map(([name, each]) => [name, normalized(each, name)]),
  );
}
