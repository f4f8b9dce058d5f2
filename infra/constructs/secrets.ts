import { ArnFormat, Stack } from "aws-cdk-lib";
import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";
import type { Baseline } from "../../domain/baseline/baseline.ts";
import { baselines } from "../baselines.ts";
import type { Configuration } from "../configuration.ts";
import { allow, wide } from "./permissions.ts";

/** To read secrets of this account and Region, by their names; without names there is nothing to allow. */
export function mayReadSecrets(
  scope: Construct,
  names: readonly string[],
): readonly PolicyStatement[] {
  const arns = [...new Set(names)].map((name) =>
    Stack.of(scope).formatArn({
      ...{ service: "secretsmanager", resource: "secret", resourceName: `${name}-??????` },
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    }),
  );
  if (arns.length === 0) return [];
  return [
    wide(
      "Secrets Manager ends the ARN of a secret with six characters of its own.",
      allow(["secretsmanager:GetSecretValue"], arns),
    ),
  ];
}

/** Names of the secrets that have the server certificates of the templates' baselines. */
export const certificateSecrets = (
  { templates }: Pick<Configuration, "templates">,
  all: readonly Baseline[] = baselines,
): readonly string[] =>
  all
    .filter(({ name }) => templates.some(({ baseline }) => baseline === name))
    .flatMap(({ certificates }) => certificates.map(({ secret }) => secret));
