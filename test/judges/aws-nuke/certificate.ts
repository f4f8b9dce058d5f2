import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A certificate with its key, and where it lies. */
export interface Certificate {
  readonly file: string;
  readonly certificate: string;
  readonly key: string;
}

/** Services whose hosts have one more part: a star stands for one part of a name only. */
const DEEPER = ["s3", "s3-control", "lex", "mediatailor", "iottwinmaker"];

const namesIn = (region: string): readonly string[] => [
  `*.${region}.amazonaws.com`,
  `*.${region}.api.aws`,
  ...DEEPER.map((service) => `*.${service}.${region}.amazonaws.com`),
];

/** Makes a certificate for the hosts of AWS in these Regions, which signs itself. Throws without OpenSSL. */
export async function certificateFor(
  regions: readonly string[],
  folder: string,
): Promise<Certificate> {
  const names = ["*.amazonaws.com", "*.api.aws", ...regions.flatMap(namesIn)];
  const [file, keyFile] = [join(folder, "certificate.pem"), join(folder, "key.pem")];
  await run("openssl", [
    ...["req", "-x509", "-days", "2", "-nodes", "-subj", "/CN=amazonaws.com"],
    ...["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"],
    ...["-addext", `subjectAltName=${names.map((name) => `DNS:${name}`).join(",")}`],
    ...["-keyout", keyFile, "-out", file],
  ]);
  const [certificate, key] = await Promise.all([readFile(file, "utf8"), readFile(keyFile, "utf8")]);
  return { file, certificate, key };
}
