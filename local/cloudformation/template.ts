import * as z from "zod";

const names = z.union([z.string(), z.array(z.string())]);

/** A resource of a template. Policies of deletion and update do not matter where nothing is deployed twice. */
const resource = z.strictObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DependsOn: names.transform((one) => (typeof one === "string" ? [one] : one)).default([]),
  Condition: z.string().optional(),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
  Metadata: z.unknown().optional(),
});

const parameter = z.object({ Type: z.string(), Default: z.unknown().optional() });

const output = z.object({ Value: z.unknown(), Condition: z.string().optional() });

/** A CloudFormation template, as far as the CDK writes it. */
const template = z.strictObject({
  AWSTemplateFormatVersion: z.string().optional(),
  Description: z.string().optional(),
  Metadata: z.unknown().optional(),
  Parameters: z.record(z.string(), parameter).default({}),
  Mappings: z
    .record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown())))
    .default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(z.string(), resource),
  Outputs: z.record(z.string(), output).default({}),
  /** The CDK's only rule asks for the version of a bootstrap stack, which there is none of here. */
  Rules: z.strictObject({ CheckBootstrapVersion: z.unknown().optional() }).optional(),
});

export type Template = z.output<typeof template>;
export type TemplateResource = z.output<typeof resource>;

/** Reads a template; throws an error that names what the local cloud does not understand in it. */
export function parseTemplate(text: string, name: string): Template {
  const parsed = template.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  throw new Error(`Template ${name} is not understood: ${z.prettifyError(parsed.error)}`);
}
