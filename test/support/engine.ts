import { createHash } from "node:crypto";
import { projectsAt } from "../../local/services/codebuild/records.ts";
import { asRoot, VENDING } from "./as-root.ts";
import type { TestCloud } from "./cloud.ts";

/** An engine that finds one bucket, whatever it does: an account that does not become clean. */
export const STUBBORN = `#!/bin/sh
echo 'eu-west-1 - S3Bucket - s3://left-behind - [Name: "left-behind"] - would remove'
echo "Scan complete: 1 total, 1 nukeable, 0 filtered."
`;

/** What the engine says when there is nothing to delete. */
const EMPTY_HANDED = `#!/bin/sh
echo "Scan complete: 0 total, 0 nukeable, 0 filtered."
`;

/**
 * Puts an engine that finds nothing in the place of the one that is pinned, and pins it: for tests that must
 * get through a nuke and are not about what it deletes.
 */
export async function useEmptyHandedEngine(cloud: TestCloud, script = EMPTY_HANDED): Promise<void> {
  await putEngine(cloud, script);
  pin(cloud, createHash("sha256").update(script).digest("hex"));
}

/** Puts another engine where the pinned one was, as an attacker might. */
export async function putEngine(cloud: TestCloud, script: string): Promise<void> {
  const { hostname: Bucket, pathname } = new URL(cloud.configuration.nuke.engine.location);
  const input = { Bucket, Key: pathname.slice(1), Body: Buffer.from(script) };
  await asRoot(cloud, { service: "s3", operation: "PutObject", input });
}

function pin({ configuration, world }: TestCloud, sha256: string): void {
  const projects = projectsAt(world, { account: VENDING, region: configuration.region });
  for (const [name, project] of projects.entries()) {
    const variables = project.environment.variables.map((each) =>
      each.name === "ENGINE_SHA256" ? { ...each, value: sha256 } : each,
    );
    projects.set(name, { ...project, environment: { ...project.environment, variables } });
  }
}
