import { InvalidAttributeName, InvalidAttributeValue } from "@aws-sdk/client-sqs";
import * as z from "zod";
import { NotEmulated } from "../../kernel/aws-error.ts";
import type { QueueRecord, QueueSettings } from "./queues.ts";

const whole = (low: number, high: number) => z.coerce.number().int().min(low).max(high);

const redrive = z.object({
  deadLetterTargetArn: z.string(),
  maxReceiveCount: whole(1, 1000),
});

function fromJson(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

/** Ranges of the attributes (SQS API reference, SetQueueAttributes); redrive policies come as JSON or object. */
export const settingsSchema = z.object({
  VisibilityTimeout: whole(0, 43_200),
  MessageRetentionPeriod: whole(60, 1_209_600),
  DelaySeconds: whole(0, 900),
  MaximumMessageSize: whole(1024, 1_048_576),
  ReceiveMessageWaitTimeSeconds: whole(0, 20),
  SqsManagedSseEnabled: z
    .union([z.boolean(), z.enum(["true", "false"])])
    .transform((value) => value === true || value === "true"),
  RedrivePolicy: z.preprocess(fromJson, redrive),
  RedriveAllowPolicy: z
    .union([z.string(), z.record(z.string(), z.unknown())])
    .transform((value) => (typeof value === "string" ? value : JSON.stringify(value))),
});

/** What attributes of a request change in a queue. */
export interface SettingsChange {
  readonly settings: Partial<QueueSettings>;
  /** The queue policy; the empty text removes it. */
  readonly policy?: string;
}

const KNOWN = Object.keys(settingsSchema.shape);

/** Reads attributes as CreateQueue and SetQueueAttributes are given them. Errors: InvalidAttributeValue … */
export function readAttributes(attributes: Readonly<Record<string, string>>): SettingsChange {
  const { Policy, ...rest } = attributes;
  for (const name of Object.keys(rest)) checkName(name);
  const parsed = parseSettings(rest);
  return { settings: parsed, ...(Policy !== undefined && { policy: Policy }) };
}

function checkName(name: string): void {
  if (KNOWN.includes(name)) return;
  if (/^(Kms|Fifo|ContentBased|Deduplication)/.test(name))
    throw new NotEmulated(`the queue attribute ${name}`);
  throw new InvalidAttributeName({ message: `Unknown Attribute ${name}.`, $metadata: {} });
}

export function parseSettings(given: object): Partial<QueueSettings> {
  const parsed = settingsSchema.partial().safeParse(given);
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0]);
    const message = `Invalid value for the parameter ${name}.`;
    throw new InvalidAttributeValue({ message, $metadata: {} });
  }
  const entries = Object.entries(parsed.data).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries);
}

/** The queue with its attributes changed. */
export function withChange(queue: QueueRecord, { settings, policy }: SettingsChange): QueueRecord {
  const changed = { ...queue, settings: { ...queue.settings, ...settings } };
  if (policy === undefined) return changed;
  const { policy: _old, ...without } = changed;
  return policy === "" ? without : { ...without, policy };
}
