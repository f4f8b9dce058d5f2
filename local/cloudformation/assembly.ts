import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import * as z from "zod";
import { parseTemplate, type Template } from "./template.ts";

/** A stack as `cdk synth` left it. */
export interface SynthesizedStack {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly template: Template;
  readonly tags: Readonly<Record<string, string>>;
  readonly asset: (bucket: string, key: string) => string;
}

const manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      environment: z.string().optional(),
      properties: z
        .object({
          templateFile: z.string().optional(),
          stackName: z.string().optional(),
          tags: z.record(z.string(), z.string()).default({}),
        })
        .loose()
        .optional(),
    }),
  ),
});

const assets = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string() }).loose(),
      destinations: z.record(
        z.string(),
        z.object({ bucketName: z.string(), objectKey: z.string() }).loose(),
      ),
    }),
  ),
});

const read = (folder: string, file: string) => readFileSync(join(folder, file), "utf8");

/** Where a published file lies, by bucket and key. */
function assetFinder(folder: string, stack: string): SynthesizedStack["asset"] {
  const { files } = assets.parse(JSON.parse(read(folder, `${stack}.assets.json`)));
  const places = new Map<string, string>();
  for (const { source, destinations } of Object.values(files))
    for (const { bucketName, objectKey } of Object.values(destinations))
      places.set(`${bucketName}/${objectKey}`, resolve(folder, source.path));
  return (bucket, key) => {
    const place = places.get(`${bucket}/${key}`);
    if (place === undefined) throw new Error(`No asset was published as s3://${bucket}/${key}.`);
    return place;
  };
}

/** Reads every stack of a cloud assembly, the folder that `cdk synth` writes. */
export function readAssembly(folder: string): readonly SynthesizedStack[] {
  const { artifacts } = manifest.parse(JSON.parse(read(folder, "manifest.json")));
  const stacks = Object.entries(artifacts).filter(
    ([, { type }]) => type === "aws:cloudformation:stack",
  );
  return stacks.map(([id, { environment = "", properties }]) => {
    const [, account = "", region = ""] = /^aws:\/\/(\d{12})\/(.+)$/.exec(environment) ?? [];
    if (account === "") throw new Error(`Stack ${id} is not bound to an account and a Region.`);
    const file = properties?.templateFile ?? `${id}.template.json`;
    return {
      name: properties?.stackName ?? id,
      account,
      region,
      template: parseTemplate(read(folder, file), id),
      tags: properties?.tags ?? {},
      asset: assetFinder(folder, id),
    };
  });
}
