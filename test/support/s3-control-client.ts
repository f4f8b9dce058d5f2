import { Agent } from "node:http";
import { S3ControlClient, type S3ControlClientConfig } from "@aws-sdk/client-s3-control";

type Found = (
  error: null,
  address: string | { address: string; family: number }[],
  family?: number,
) => void;

/** Every name is the loopback address, as a resolver answers for names under `localhost`. */
const lookup = (_name: string, { all }: { readonly all?: boolean }, found: Found): void => {
  const [address, family] = ["127.0.0.1", 4] as const;
  if (all === true) found(null, [{ address, family }]);
  else found(null, address, family);
};

/** A client of S3 Control, which puts the number of the account before the name of its endpoint. */
export const s3ControlClient = (
  { port }: { readonly port: number },
  settings: S3ControlClientConfig,
): S3ControlClient =>
  new S3ControlClient({
    ...settings,
    endpoint: `http://localhost:${port}`,
    requestHandler: { httpAgent: new Agent({ lookup } as object) },
  });
