import * as z from "zod";
import { NotEmulated } from "../../kernel/aws-error.ts";
import { invalidInput } from "./errors.ts";

const commands = z.array(z.string());

const phase = z.strictObject({
  "on-failure": z.enum(["ABORT", "CONTINUE"]).default("ABORT"),
  commands: commands.default([]),
  finally: commands.default([]),
});

/** Runtimes are those of this machine, whatever version is asked for. */
const install = phase.extend({
  "runtime-versions": z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const buildspec = z.strictObject({
  version: z.union([z.literal("0.2"), z.literal(0.2)]),
  env: z
    .strictObject({
      shell: z.literal("sh").optional(),
      variables: z.record(z.string(), scalar).default({}),
    })
    .default({ variables: {} }),
  phases: z.strictObject({
    install: install.optional(),
    pre_build: phase.optional(),
    build: phase.optional(),
    post_build: phase.optional(),
  }),
});

export type Buildspec = z.output<typeof buildspec>;
export type BuildspecPhase = z.output<typeof phase>;

function isObject(text: string): boolean {
  return text.trimStart().startsWith("{");
}

/**
 * Reads a build specification of version 0.2, as the CDK writes it: JSON, which is YAML too. Throws
 * NotEmulated for what builds here do not understand, and InvalidInputException for broken JSON.
 */
export function parseBuildspec(text: string): Buildspec {
  if (!isObject(text)) throw new NotEmulated("build specifications in YAML or in a file");
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw invalidInput(`The build specification is not valid: ${String(error)}`);
  }
  const parsed = buildspec.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new NotEmulated(`this build specification of CodeBuild: ${z.prettifyError(parsed.error)}`);
}
