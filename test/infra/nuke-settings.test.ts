import { describe, expect, test } from "vitest";
import { checkConfiguration } from "../../infra/configuration.ts";
import { ARCHITECTURES, PINNED } from "../../infra/nuke-settings.ts";
import { INPUT } from "./sample-configuration.ts";

const nukeOf = (nuke: object) => checkConfiguration({ ...INPUT, nuke }).nuke;

const HASH = "0".repeat(64);
const OWN = "s3://engines/aws-nuke-v{version}-linux-{architecture}.tar.gz";

describe("the pinned engine", () => {
  test.each(ARCHITECTURES)(
    "is complete for %s: version, address and checksum agree",
    (architecture) => {
      const { version, location, sha256 } = nukeOf({ architecture }).engine;
      expect(version).toMatch(/^3\.\d+\.\d+$/);
      expect(location).toBe(
        `https://github.com/ekristen/aws-nuke/releases/download/v${version}/aws-nuke-v${version}-linux-${architecture}.tar.gz`,
      );
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(sha256).not.toBe(HASH);
    },
  );

  test("is another file on each architecture", () => {
    expect(Object.keys(PINNED.sha256).toSorted()).toEqual(ARCHITECTURES.toSorted());
    expect(new Set(Object.values(PINNED.sha256)).size).toBe(ARCHITECTURES.length);
  });

  test("comes from a bucket of one's own, with the same checksum", () => {
    expect(nukeOf({ engine: { location: OWN } }).engine).toEqual({
      version: PINNED.version,
      location: `s3://engines/aws-nuke-v${PINNED.version}-linux-arm64.tar.gz`,
      sha256: PINNED.sha256.arm64,
    });
  });

  test("is another version when one is pinned with its checksum", () => {
    const engine = { version: "3.99.1", location: OWN, sha256: { amd64: HASH } };
    expect(nukeOf({ architecture: "amd64", engine }).engine).toEqual({
      version: "3.99.1",
      location: "s3://engines/aws-nuke-v3.99.1-linux-amd64.tar.gz",
      sha256: HASH,
    });
  });
});

describe("a pin", () => {
  const refused = (nuke: object) => expect(() => nukeOf(nuke));

  test.each<[string, object, string, string]>([
    ["that is no address", { location: "ftp://engine" }, "location", "is not an s3:// or https://"],
    ["of one file for all", { location: "s3://engines/aws-nuke" }, "location", "{version} and"],
    ["whose checksum is too short", { sha256: { arm64: "0" } }, "sha256.arm64", "is not a SHA-256"],
    ["without a checksum", { version: "3.99.1" }, "sha256", "pin both, or neither"],
    ["without a version", { sha256: { arm64: HASH } }, "sha256", "pin both, or neither"],
    ["of another generation", { version: "2.25.0", sha256: {} }, "version", "aws-nuke v3"],
    ["of a moving target", { version: "latest", sha256: {} }, "version", "aws-nuke v3"],
  ])("%s is refused", (_, engine, field, complaint) => {
    refused({ engine }).toThrow(`nuke.engine.${field}: `);
    refused({ engine }).toThrow(complaint);
  });

  test("without a checksum for the architecture that was chosen is refused, and says how to get it", () => {
    const engine = { version: "3.99.1", sha256: { amd64: HASH } };
    refused({ engine }).toThrow("nuke.engine.sha256.arm64: is missing");
    refused({ engine }).toThrow('"Pinning an engine" in docs/nuke.md');
    expect(nukeOf({ architecture: "amd64", engine }).engine.sha256).toBe(HASH);
  });
});
