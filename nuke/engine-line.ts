/** What becomes of one resource, as the engine tells it. */
export type EngineState = "would remove" | "removed" | "failed" | "filtered" | "under way";

/** Something that the engine complains about. */
export interface EngineProblem {
  /** `Region - type`, when it could not list that. */
  readonly place?: string;
  readonly reason: string;
}

/** What one line of the output of aws-nuke v3 tells. */
export type EngineLine =
  | {
      readonly tells: "resource";
      readonly region: string;
      readonly type: string;
      readonly name: string;
      /** As they are written: with them, no two resources look the same. */
      readonly properties: string;
      readonly state: EngineState;
    }
  /** How many resources the engine would delete: the last line of its look. */
  | { readonly tells: "found"; readonly count: number }
  /** Something that it could not look at. */
  | ({ readonly tells: "problem" } & EngineProblem)
  /** From here on, every failed resource is followed by the reason. */
  | { readonly tells: "giving up" }
  | { readonly tells: "text"; readonly text: string };

type ResourceLine = Extract<EngineLine, { tells: "resource" }>;

const STATES: readonly { readonly words: RegExp; readonly state: EngineState }[] = [
  { words: /^would remove( after dependencies)?$/, state: "would remove" },
  { words: /^removed$/, state: "removed" },
  { words: /^failed$/, state: "failed" },
  { words: /^filtered: /, state: "filtered" },
  { words: /^(triggered remove|waiting (on|for) .+)$/, state: "under way" },
];

const stateOf = (words: string) => STATES.find((each) => each.words.test(words))?.state;

// The properties are whatever the owner of the account wrote into tags: only the last bracket closes them.
const RESOURCE = /^(\S+) - (\S+) - (.+?) - \[(.*)\] - (.+)$/;

function resourceLine(line: string): ResourceLine | undefined {
  const [, region, type, name, properties, words = ""] = RESOURCE.exec(line) ?? [];
  const state = stateOf(words);
  if (region === undefined || type === undefined || name === undefined || state === undefined)
    return undefined;
  return { tells: "resource", region, type, name, properties: properties ?? "", state };
}

const FIELD = /([\w:./-]+)=("(?:[^"\\]|\\.)*"|\S*)/g;

function unquoted(value: string): string {
  if (!value.startsWith('"')) return value;
  try {
    return String(JSON.parse(value));
  } catch {
    return value.slice(1, -1);
  }
}

/** The fields of a line that the engine did not format: `time=… level=error msg="…" owner=…`. */
const fieldsOf = (line: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...line.matchAll(FIELD)].map(([, name = "", value = ""]) => [name, unquoted(value)]),
  );

/** Resources without a name are told of in fields. */
function namelessResource(fields: Readonly<Record<string, string>>): ResourceLine | undefined {
  const { owner: region, type, msg = "" } = fields;
  const state = stateOf(msg);
  if (region === undefined || type === undefined || state === undefined) return undefined;
  const properties = Object.entries(fields)
    .filter(([name]) => name.startsWith("prop:"))
    .map(([name, value]) => `${name.slice("prop:".length)}: ${value}`)
    .join(", ");
  return { tells: "resource", region, type, name: `[${properties}]`, properties, state };
}

/** What the engine says, when it debugs, of a service that is younger than its list of endpoints. */
const UNKNOWN_HOST = /^skipping request: DNS lookup failed for ([\w.-]+);/;

function fieldLine(line: string): EngineLine | undefined {
  if (!/^time=\S+ level=/.test(line)) return undefined;
  const fields = fieldsOf(line);
  const { level, msg = "", owner, resource_type: type, error } = fields;
  if (level === "info") return namelessResource(fields);
  const unknown = UNKNOWN_HOST.exec(msg);
  if (unknown !== null)
    return {
      tells: "problem",
      reason: `It passed over ${unknown[1]}, whose name cannot be looked up.`,
    };
  if (level !== "error" && level !== "warning") return undefined;
  const place = owner === undefined || type === undefined ? {} : { place: `${owner} - ${type}` };
  return { tells: "problem", ...place, reason: oneLine(error ?? msg) };
}

/** A reason without the id of the request, which would make every one look new. */
const oneLine = (reason: string): string =>
  reason.replaceAll(/\s+/g, " ").replace(/,? request id: [\w-]+/i, "");

/** Reads one line of the output of aws-nuke v3, without colours. */
export function parseLine(line: string): EngineLine {
  const [, count] = /^Scan complete: \d+ total, (\d+) nukeable, \d+ filtered\.$/.exec(line) ?? [];
  if (count !== undefined) return { tells: "found", count: Number(count) };
  if (line.startsWith("There are resources in failed state")) return { tells: "giving up" };
  return resourceLine(line) ?? fieldLine(line) ?? { tells: "text", text: line };
}
