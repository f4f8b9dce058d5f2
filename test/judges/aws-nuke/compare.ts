import { type EngineLine, parseLine } from "../../../nuke/engine-line.ts";

type Resource = Extract<EngineLine, { tells: "resource" }>;

const PROPERTY = /(\S+): ("(?:[^"\\]|\\.)*")/g;

const propertiesOf = ({ properties }: Resource): ReadonlyMap<string, string> =>
  new Map([...properties.matchAll(PROPERTY)].map(([, name = "", value = ""]) => [name, value]));

/** The resources that a look told of. Several of one name are told apart by a number. */
function resourcesIn(lines: readonly string[]): ReadonlyMap<string, Resource> {
  const resources = new Map<string, Resource>();
  for (const line of lines.map(parseLine).filter((each) => each.tells === "resource")) {
    const title = `${line.region} - ${line.type} - ${line.name}`;
    let key = title;
    for (let number = 2; resources.has(key); number += 1) key = `${title} (${number})`;
    resources.set(key, line);
  }
  return resources;
}

function differences(theirs: Resource | undefined, own: Resource | undefined): readonly string[] {
  if (theirs === undefined) return ["only the stand-in lists it"];
  if (own === undefined) return ["only aws-nuke lists it"];
  const told = propertiesOf(theirs);
  return [
    ...(theirs.state === own.state ? [] : [`aws-nuke: ${theirs.state}, stand-in: ${own.state}`]),
    ...[...propertiesOf(own)]
      .filter(([name, value]) => told.get(name) !== value)
      .map(([name, value]) => `${name} aws-nuke: ${told.get(name)}, stand-in: ${value}`),
  ];
}

/** Every resource that aws-nuke or the stand-in listed, with what they say differently of it. */
export function compareLooks(
  theirs: readonly string[],
  ours: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const [one, other] = [resourcesIn(theirs), resourcesIn(ours)];
  const titles = new Set([...one.keys(), ...other.keys()]);
  return new Map(
    [...titles].map((title) => [title, differences(one.get(title), other.get(title))]),
  );
}
