import { createHash } from "node:crypto";
import type { Json } from "../../../json-path/json.ts";
import { intrinsicFailure } from "../failure.ts";
import type { Arguments } from "./arguments.ts";

const HASHES: Readonly<Record<string, string>> = {
  MD5: "md5",
  "SHA-1": "sha1",
  "SHA-256": "sha256",
  "SHA-384": "sha384",
  "SHA-512": "sha512",
};

const asText = (value: Json) => (typeof value === "string" ? value : JSON.stringify(value));

/** Fills each `{}` of a template as it was written; `\{`, `\}`, `\'` and `\\` stand for themselves. */
export function format(args: Arguments, template: string): string {
  let used = 0;
  const text = template.replaceAll(/\\(.)|\{\}/gu, (whole: string, escaped?: string) => {
    if (escaped !== undefined) return escaped;
    used += 1;
    const value = args.all[used];
    return value === undefined ? whole : asText(value);
  });
  if (used !== args.all.length - 1) {
    throw intrinsicFailure(
      `The template of States.Format has ${used} places for ${args.all.length - 1} arguments`,
    );
  }
  return text;
}

function parsed(args: Arguments): Json {
  args.count(1);
  const text = args.text(0);
  try {
    return JSON.parse(text) as Json;
  } catch {
    return args.refuse(0, "JSON");
  }
}

function hash(args: Arguments): Json {
  args.count(2);
  const algorithm = HASHES[args.text(1)];
  if (algorithm === undefined) return args.refuse(1, `one of ${Object.keys(HASHES).join(", ")}`);
  return createHash(algorithm)
    .update(asText(args.at(0)))
    .digest("hex");
}

function split(args: Arguments): Json {
  args.count(2);
  const delimiters = new Set(args.text(1));
  const parts: string[] = [""];
  for (const character of args.text(0)) {
    if (delimiters.has(character)) parts.push("");
    else parts.push(`${parts.pop() ?? ""}${character}`);
  }
  // A run of delimiters counts as one.
  return parts.filter((part) => part !== "");
}

/** The intrinsic functions on strings, but for States.Format. */
export const textFunctions: Readonly<Record<string, (args: Arguments) => Json>> = {
  "States.StringToJson": parsed,
  "States.JsonToString": (args) => {
    args.count(1);
    return JSON.stringify(args.at(0));
  },
  "States.Base64Encode": (args) => {
    args.count(1);
    return Buffer.from(args.text(0)).toString("base64");
  },
  "States.Base64Decode": (args) => {
    args.count(1);
    return Buffer.from(args.text(0), "base64").toString();
  },
  "States.Hash": hash,
  "States.StringSplit": split,
};
