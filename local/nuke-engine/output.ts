import type { Item } from "./item.ts";

/** Writes one line of output. */
export type Print = (line: string) => void;

const wordsOf = (item: Item): string => {
  switch (item.state) {
    case "new":
      return "would remove";
    case "pending":
      return "triggered remove";
    case "waiting":
      return "waiting for removal";
    case "failed":
      return "failed";
    case "filtered":
      return `filtered: ${item.reason}`;
    case "finished":
      return "removed";
    default:
      return item.state satisfies never;
  }
};

/** One resource as aws-nuke v3 tells of it: `us-east-1 - S3Bucket - s3://name - [Name: "name"] - removed`. */
export function itemLine(item: Item): string {
  const properties = Object.entries(item.resource.properties)
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .sort();
  const { owner, type, resource } = item;
  return `${owner} - ${type} - ${resource.name} - [${properties.join(", ")}] - ${wordsOf(item)}`;
}

/** A listing that failed, in the form of logrus' text. Its type is left out of the run. */
export function listingFailed(owner: string, type: string, error: unknown): string {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const time = new Date().toISOString().replace(/\.\d+Z$/, "Z");
  const message = JSON.stringify(`listing failed:\n    ${reason}`);
  return `time="${time}" level=error msg=${message} error=${JSON.stringify(reason)} owner=${owner} resource_type=${type}`;
}
