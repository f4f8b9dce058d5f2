import {
  type AlternateContact,
  AlternateContactType,
  type DeleteAlternateContactCommandInput,
  type GetAlternateContactCommandInput,
  type GetAlternateContactCommandOutput,
  type PutAlternateContactCommandInput,
} from "@aws-sdk/client-account";
import type { Collection } from "../../kernel/collection.ts";
import type { Operation, World } from "../../kernel/service.ts";
import { invalid, notFound } from "./failures.ts";
import type { AccountCall, Answer, Make } from "./operation.ts";

type Contact = Required<Omit<AlternateContact, "AlternateContactType">>;

/** Lengths and patterns (API Reference, PutAlternateContact). */
const FIELDS: readonly (readonly [keyof Contact, RegExp])[] = [
  ["Name", /^.{1,64}$/s],
  ["Title", /^.{1,50}$/s],
  ["EmailAddress", /^(?=.{1,254}$)\s*[\w+=.#|!&-]+@[\w.-]+\.\w+\s*$/],
  ["PhoneNumber", /^[\s0-9()+-]{1,25}$/],
];

function contactsOf({ storage }: World, account: string): Collection<Contact> {
  return storage.collection({ service: "account", account, region: "global" }, "contacts");
}

function checkType(type: string | undefined): AlternateContactType {
  const known = Object.values(AlternateContactType).find((each) => each === type);
  if (known) return known;
  throw invalid("AlternateContactType must be BILLING, OPERATIONS or SECURITY.");
}

const typeContext = ({
  AlternateContactType: type = "",
}: {
  readonly AlternateContactType?: string | undefined;
}) => ({ "account:AlternateContactTypes": [type] });

function contactFrom(input: PutAlternateContactCommandInput): Contact {
  for (const [field, pattern] of FIELDS) {
    if (!pattern.test(input[field] ?? "")) throw invalid(`${field} is not valid.`);
  }
  const { Name = "", Title = "", EmailAddress = "", PhoneNumber = "" } = input;
  return { Name, Title, EmailAddress, PhoneNumber };
}

/** The contact of a type. Throws ValidationException and ResourceNotFoundException. */
function find({ world, target }: AccountCall, asked: string | undefined) {
  const type = checkType(asked);
  const contact = contactsOf(world, target).get(type);
  if (!contact) throw notFound("No contact of the inputted alternate contact type found.");
  return { type, contact };
}

function getContact(make: Make) {
  return make<GetAlternateContactCommandInput, Answer<GetAlternateContactCommandOutput>>({
    name: "GetAlternateContact",
    members: ["AlternateContactType"],
    context: typeContext,
    run(input, call) {
      const { type, contact } = find(call, input.AlternateContactType);
      return { AlternateContact: { ...contact, AlternateContactType: type } };
    },
  });
}

export function contactOperations(make: Make): Readonly<Record<string, Operation>> {
  return {
    GetAlternateContact: getContact(make),
    PutAlternateContact: make<PutAlternateContactCommandInput, object>({
      name: "PutAlternateContact",
      members: ["AlternateContactType", "Name", "Title", "EmailAddress", "PhoneNumber"],
      context: typeContext,
      run(input, { world, target }) {
        const type = checkType(input.AlternateContactType);
        contactsOf(world, target).set(type, contactFrom(input));
        return {};
      },
    }),
    DeleteAlternateContact: make<DeleteAlternateContactCommandInput, object>({
      name: "DeleteAlternateContact",
      members: ["AlternateContactType"],
      context: typeContext,
      run(input, call) {
        const { type } = find(call, input.AlternateContactType);
        contactsOf(call.world, call.target).delete(type);
        return {};
      },
    }),
  };
}
