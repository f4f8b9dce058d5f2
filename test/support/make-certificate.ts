import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";

/** DER, as far as a certificate needs it. */
function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size = length < 128 ? [length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...contents: readonly Uint8Array[]) => der(0x30, ...contents);
const ECDSA_WITH_SHA256 = sequence(der(0x06, Buffer.from("2a8648ce3d040302", "hex")));
const COMMON_NAME = der(0x06, Buffer.from("550403", "hex"));

function name(commonName: string): Buffer {
  return sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(commonName)))));
}

function time(at: number): Buffer {
  const digits = new Date(at).toISOString().replace(/[-:T]/g, "").slice(2, 14);
  return der(0x17, Buffer.from(`${digits}Z`));
}

function pem(label: string, bytes: Buffer): string {
  const lines = bytes.toString("base64").replace(/(.{64})/g, "$1\n");
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}

/** A certificate with its private key, both as PEM texts. */
export interface Made {
  readonly body: string;
  readonly key: string;
  readonly name: string;
  readonly signer: KeyObject;
}

/** Whose certificate it is and how long it is valid. */
interface Wanted {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Makes a certificate of version 1, signed by `issuer` or by itself. */
export function makeCertificate({ name: subject, from, to }: Wanted, issuer?: Made): Made {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const signer = issuer?.signer ?? privateKey;
  const toBeSigned = sequence(
    der(0x02, Buffer.from([1])),
    ECDSA_WITH_SHA256,
    name(issuer?.name ?? subject),
    sequence(time(from), time(to)),
    name(subject),
    publicKey.export({ type: "spki", format: "der" }),
  );
  const signature = sign("sha256", toBeSigned, signer);
  const noUnusedBits = Buffer.from([0]);
  const whole = sequence(toBeSigned, ECDSA_WITH_SHA256, der(0x03, noUnusedBits, signature));
  const key = privateKey.export({ type: "pkcs8", format: "pem" }) as string;
  return { body: pem("CERTIFICATE", whole), key, name: subject, signer: privateKey };
}
