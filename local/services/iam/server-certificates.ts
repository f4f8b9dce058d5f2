import type {
  DeleteServerCertificateCommandInput,
  GetServerCertificateCommandInput,
  GetServerCertificateCommandOutput,
  ListServerCertificatesCommandInput,
  ListServerCertificatesCommandOutput,
  ServerCertificateMetadata,
  UpdateServerCertificateCommandInput,
  UploadServerCertificateCommandInput,
  UploadServerCertificateCommandOutput,
} from "@aws-sdk/client-iam";
import type { Call } from "../../kernel/service.ts";
import { arnOf } from "./arns.ts";
import { expiryOf } from "./certificate-checks.ts";
import { alreadyExists, limitExceeded, noSuchEntity } from "./errors.ts";
import { moment } from "./moment.ts";
import { checkName, pathFor } from "./names.ts";
import { type Answer, iamOperation, type Target, taggingAt } from "./operation.ts";
import { PAGE_MEMBERS, pageOf } from "./paging.ts";
import { QUOTAS } from "./quotas.ts";
import type { ServerCertificateRecord } from "./records.ts";
import { keyOf, serverCertificatesOf } from "./tables.ts";
import { tagList, withTags } from "./tag-set.ts";
import { uniqueId } from "./unique-ids.ts";

const LONGEST_NAME = 128;

interface NamedInput {
  readonly ServerCertificateName?: string | undefined;
}

/** Errors: NoSuchEntity. */
export function certificateNamed({ world, account }: Call, name = ""): ServerCertificateRecord {
  const certificate = serverCertificatesOf(world, account).get(keyOf(name));
  if (certificate) return certificate;
  throw noSuchEntity(`The Server Certificate with name ${name} cannot be found.`);
}

/** What a permission on a certificate is needed on. */
export function certificateTarget(input: NamedInput, { world, account }: Call): Target {
  const { ServerCertificateName: name = "" } = input;
  const found = serverCertificatesOf(world, account).get(keyOf(name));
  const arn = arnOf("server-certificate", found ?? { account, path: "/", name });
  return { arn, tags: found?.tags };
}

type NewInput = Pick<
  UploadServerCertificateCommandInput,
  "ServerCertificateName" | "Path" | "Tags"
>;

function newCertificate(input: NewInput, { account }: Call): Target {
  const { ServerCertificateName: name = "", Path: path = "/" } = input;
  return { arn: arnOf("server-certificate", { account, path, name }) };
}

function metadataOf(certificate: ServerCertificateRecord): ServerCertificateMetadata {
  return {
    Path: certificate.path,
    ServerCertificateName: certificate.name,
    ServerCertificateId: certificate.id,
    Arn: arnOf("server-certificate", certificate),
    UploadDate: moment(certificate.createdAt),
    Expiration: moment(certificate.expiresAt),
  };
}

function recordFrom(
  input: UploadServerCertificateCommandInput,
  { world, account }: Call,
): ServerCertificateRecord {
  const { ServerCertificateName: name = "", CertificateBody: body = "" } = input;
  const { PrivateKey: key = "", CertificateChain: chain } = input;
  const now = world.clock.now();
  return {
    account,
    name,
    path: pathFor(input.Path),
    id: uniqueId(world, "ASCA"),
    createdAt: now,
    tags: withTags({}, input.Tags),
    body,
    ...(chain !== undefined && { chain }),
    expiresAt: expiryOf({ body, key, chain }, now),
  };
}

const upload = iamOperation<
  UploadServerCertificateCommandInput,
  Answer<UploadServerCertificateCommandOutput>
>({
  name: "UploadServerCertificate",
  members: [
    ...(["ServerCertificateName", "Path", "Tags"] as const),
    ...(["CertificateBody", "PrivateKey", "CertificateChain"] as const),
  ],
  on: newCertificate,
  also: taggingAt("TagServerCertificate", newCertificate),
  run(input, call) {
    const { ServerCertificateName: name = "" } = input;
    checkName("serverCertificateName", name, LONGEST_NAME);
    const certificates = serverCertificatesOf(call.world, call.account);
    if (certificates.has(keyOf(name))) {
      throw alreadyExists(`The Server Certificate with name ${name} already exists.`);
    }
    if (certificates.size >= QUOTAS.serverCertificates) {
      throw limitExceeded("ServerCertificatesPerAccount", QUOTAS.serverCertificates);
    }
    const certificate = recordFrom(input, call);
    certificates.set(keyOf(name), certificate);
    return { ServerCertificateMetadata: metadataOf(certificate) };
  },
});

const get = iamOperation<
  GetServerCertificateCommandInput,
  Answer<GetServerCertificateCommandOutput>
>({
  name: "GetServerCertificate",
  members: ["ServerCertificateName"],
  on: certificateTarget,
  run({ ServerCertificateName }, call) {
    const certificate = certificateNamed(call, ServerCertificateName);
    const { body, chain, tags } = certificate;
    return {
      ServerCertificate: {
        ServerCertificateMetadata: metadataOf(certificate),
        CertificateBody: body,
        ...(chain !== undefined && { CertificateChain: chain }),
        ...(Object.keys(tags).length > 0 && { Tags: tagList(tags) }),
      },
    };
  },
});

const list = iamOperation<
  ListServerCertificatesCommandInput,
  Answer<ListServerCertificatesCommandOutput>
>({
  name: "ListServerCertificates",
  members: ["PathPrefix", ...PAGE_MEMBERS],
  run(input, { world, account }) {
    const { PathPrefix = "/" } = input;
    const found = [...serverCertificatesOf(world, account).values()].filter(({ path }) =>
      path.startsWith(PathPrefix),
    );
    const { items, more } = pageOf(found, ({ name }) => keyOf(name), input);
    return { ServerCertificateMetadataList: items.map(metadataOf), ...more };
  },
});

const update = iamOperation<UpdateServerCertificateCommandInput, object>({
  name: "UpdateServerCertificate",
  members: ["ServerCertificateName", "NewPath", "NewServerCertificateName"],
  on: certificateTarget,
  run({ ServerCertificateName, NewPath, NewServerCertificateName }, call) {
    const present = certificateNamed(call, ServerCertificateName);
    const certificates = serverCertificatesOf(call.world, call.account);
    const name = NewServerCertificateName ?? present.name;
    checkName("newServerCertificateName", name, LONGEST_NAME);
    if (keyOf(name) !== keyOf(present.name) && certificates.has(keyOf(name))) {
      throw alreadyExists(`The Server Certificate with name ${name} already exists.`);
    }
    certificates.delete(keyOf(present.name));
    certificates.set(keyOf(name), { ...present, name, path: pathFor(NewPath ?? present.path) });
    return {};
  },
});

const remove = iamOperation<DeleteServerCertificateCommandInput, object>({
  name: "DeleteServerCertificate",
  members: ["ServerCertificateName"],
  on: certificateTarget,
  run({ ServerCertificateName }, call) {
    const { name } = certificateNamed(call, ServerCertificateName);
    serverCertificatesOf(call.world, call.account).delete(keyOf(name));
    return {};
  },
});

export const serverCertificateOperations = {
  UploadServerCertificate: upload,
  GetServerCertificate: get,
  ListServerCertificates: list,
  UpdateServerCertificate: update,
  DeleteServerCertificate: remove,
};
