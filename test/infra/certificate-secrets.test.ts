import { expect, test } from "vitest";
import { certificateSecrets, mayReadSecrets } from "../../infra/constructs/secrets.ts";
import { aBaseline } from "../support/a-baseline.ts";
import { aTemplate } from "../support/builders.ts";
import { organizationStack } from "./synthesis.ts";

const certificate = (secret: string) => ({
  ...{ name: secret, secret, path: "/", renewDaysBefore: 30 },
});
const ALL = [
  aBaseline({ name: "used", certificates: [certificate("web"), certificate("api")] }),
  aBaseline({ name: "unused", certificates: [certificate("other")] }),
];

const used = { templates: [aTemplate({ baseline: "used" })] } as never;

test("functions may read the secrets of those baselines alone that a template names", () => {
  const names = certificateSecrets(used, ALL);
  expect(names).toEqual(["web", "api"]);
  const [statement, ...none] = mayReadSecrets(organizationStack(), names);
  expect(none).toEqual([]);
  expect(statement?.actions).toEqual(["secretsmanager:GetSecretValue"]);
  expect(statement?.resources.map((each) => each.split(":").at(-1))).toEqual([
    "web-??????",
    "api-??????",
  ]);
});

test("functions get no permission to read secrets where no baseline names one", () => {
  expect(mayReadSecrets(organizationStack(), certificateSecrets(used, []))).toEqual([]);
});
