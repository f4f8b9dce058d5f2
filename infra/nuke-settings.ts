import * as z from "zod";

/** What the build that empties an account may run on. */
export const ARCHITECTURES = ["arm64", "amd64"] as const;

export type Architecture = (typeof ARCHITECTURES)[number];

/**
 * The engine that is deployed unless the configuration pins another one: a release of aws-nuke v3. The checksums
 * are those of the release's archives; docs/nuke.md says how to pin a new version.
 */
export const PINNED = {
  version: "3.67.0",
  location:
    "https://github.com/ekristen/aws-nuke/releases/download/v{version}/aws-nuke-v{version}-linux-{architecture}.tar.gz",
  sha256: {
    arm64: "58a13292356215f2093c9e5dc0bbf858ecf370d8df679433f9849b9f6462ea72",
    amd64: "cf4e048022bd971b874c8acebc82a4eb2a0cc114c2bd8d666c5b67891a0c46cb",
  },
} as const;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "is not a SHA-256 in hexadecimal");

/** What must stand in an address, so that one file is never taken for another. */
const DISTINGUISHING = ["{version}", "{architecture}"];

const engine = z
  .strictObject({
    version: z
      .string()
      .regex(/^3\.\d+\.\d+$/, `is not a version of aws-nuke v3, such as ${PINNED.version}`)
      .optional(),
    location: z
      .string()
      .regex(/^(s3|https):\/\/.+/, "is not an s3:// or https:// address")
      .refine(
        (address) => DISTINGUISHING.every((part) => address.includes(part)),
        `does not contain ${DISTINGUISHING.join(" and ")}: one file would be taken for another`,
      )
      .default(PINNED.location),
    sha256: z.strictObject({ arm64: sha256.optional(), amd64: sha256.optional() }).optional(),
  })
  .refine((pin) => (pin.version === undefined) === (pin.sha256 === undefined), {
    path: ["sha256"],
    error: "belongs to a version: pin both, or neither",
  });

type Engine = Pick<z.output<typeof engine>, "version" | "location" | "sha256">;

/** The file that a build on this architecture downloads; undefined when no checksum of it is pinned. */
function fileFor(
  { version = PINNED.version, location, sha256: pinned = PINNED.sha256 }: Engine,
  architecture: Architecture,
) {
  const checksum = pinned[architecture];
  if (checksum === undefined) return undefined;
  const address = location
    .replaceAll("{version}", version)
    .replaceAll("{architecture}", architecture);
  return { version, location: address, sha256: checksum };
}

/** How accounts are emptied: `engine` is what the build of this deployment downloads, and nothing else. */
export const nukeSettings = z
  .strictObject({
    architecture: z.enum(ARCHITECTURES).default("arm64"),
    engine: engine.prefault({}),
    passes: z.int().min(1).max(20).default(5),
    // CloudTrail's rules for names.
    organizationTrails: z
      .array(z.string().regex(/^[a-zA-Z0-9][\w.-]{1,126}[a-zA-Z0-9]$/, "is not a trail's name"))
      .default([]),
  })
  .transform((nuke, context) => {
    const { architecture } = nuke;
    const file = fileFor(nuke.engine, architecture);
    if (file !== undefined) return { ...nuke, engine: file };
    const message = `is missing: nothing would say which file is aws-nuke ${nuke.engine.version}. "Pinning an engine" in docs/nuke.md says how to find it out`;
    context.addIssue({ code: "custom", path: ["engine", "sha256", architecture], message });
    return z.NEVER;
  });
