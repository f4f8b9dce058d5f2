import { attribute, NO_VALUE, refer, type Scope } from "./scope.ts";

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Puts values in the place of every intrinsic function in a part of a template. */
export function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value))
    return value.map((each) => resolve(each, scope)).filter((each) => each !== NO_VALUE);
  if (!isRecord(value)) return value;
  const [[name, argument] = [""], ...others] = Object.entries(value);
  if (others.length === 0 && (name === "Ref" || name.startsWith("Fn::"))) {
    const intrinsic = INTRINSICS[name];
    if (intrinsic === undefined) throw new Error(`The local cloud does not emulate ${name}.`);
    return intrinsic(argument, scope);
  }
  const entries = Object.entries(value).map(([key, each]) => [key, resolve(each, scope)] as const);
  return Object.fromEntries<unknown>(entries.filter(([, each]) => each !== NO_VALUE));
}

/** A resolved argument that must be a list, of this length where one is given. */
function listOf(argument: unknown, scope: Scope, length?: number): readonly unknown[] {
  const list = resolve(argument, scope);
  if (Array.isArray(list) && (length === undefined || list.length === length)) return list;
  throw new Error(`${JSON.stringify(argument)} is not a list${length ? ` of ${length}` : ""}.`);
}

const PLACEHOLDER = /\$\{([^!}][^}]*)\}/g;
const ESCAPED = /\$\{!([^}]*)\}/g;

/** `${Name}`, `${Name.Attribute}`, and `${!Literal}`, which stays as `${Literal}`. */
const substitute: Intrinsic = (argument, scope) => {
  const [text, variables] = Array.isArray(argument)
    ? [argument[0] as string, resolve(argument[1], scope) as Record<string, unknown>]
    : [argument as string, {}];
  const filled = text.replaceAll(PLACEHOLDER, (_, name: string) => {
    if (name in variables) return String(variables[name]);
    const [resource = "", ...path] = name.split(".");
    const isAttribute = path.length > 0;
    return String(isAttribute ? attribute(path.join("."), resource, scope) : refer(name, scope));
  });
  return filled.replaceAll(ESCAPED, "${$1}");
};

const condition = (argument: unknown, scope: Scope): boolean => {
  if (typeof argument === "string") return holds(argument, scope);
  if (isRecord(argument) && typeof argument["Condition"] === "string")
    return holds(argument["Condition"], scope);
  return resolve(argument, scope) === true;
};

/** Whether a condition of the template holds. */
export function holds(name: string, scope: Scope): boolean {
  if (!(name in scope.template.Conditions))
    throw new Error(`The template has no condition ${name}.`);
  return condition(scope.template.Conditions[name], scope);
}

const eachOf = (argument: unknown): readonly unknown[] => argument as readonly unknown[];

const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (name, scope) => refer(name as string, scope),
  "Fn::GetAtt": (argument, scope) => {
    const path = typeof argument === "string" ? argument.split(".") : eachOf(argument).map(String);
    const [of = "", ...name] = path;
    return attribute(name.join("."), of, scope);
  },
  "Fn::Sub": substitute,
  "Fn::Join": (argument, scope) => {
    const [delimiter, parts] = eachOf(argument);
    return listOf(parts, scope).map(String).join(String(delimiter));
  },
  "Fn::Select": (argument, scope) => {
    const [index, list] = eachOf(argument);
    return listOf(list, scope)[Number(resolve(index, scope))];
  },
  "Fn::Split": (argument, scope) => {
    const [delimiter, text] = listOf(argument, scope, 2);
    return String(text).split(String(delimiter));
  },
  "Fn::FindInMap": (argument, scope) => {
    const [map, first, second] = listOf(argument, scope, 3).map(String);
    return scope.template.Mappings[map ?? ""]?.[first ?? ""]?.[second ?? ""];
  },
  "Fn::If": (argument, scope) => {
    const [name, yes, no] = eachOf(argument);
    return resolve(condition(name, scope) ? yes : no, scope);
  },
  "Fn::Equals": (argument, scope) => {
    const [one, other] = listOf(argument, scope, 2);
    return one === other;
  },
  "Fn::Not": (argument, scope) => !condition(eachOf(argument)[0], scope),
  "Fn::And": (argument, scope) => eachOf(argument).every((each) => condition(each, scope)),
  "Fn::Or": (argument, scope) => eachOf(argument).some((each) => condition(each, scope)),
};
