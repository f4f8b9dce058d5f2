import {
  AccountState,
  type GetAccountInformationCommandInput,
  type GetAccountInformationCommandOutput,
  type GetContactInformationCommandInput,
  type GetContactInformationCommandOutput,
} from "@aws-sdk/client-account";
import type { Operation } from "../../kernel/service.ts";
import type { AccountDependencies, Member } from "./dependencies.ts";
import { notFound } from "./failures.ts";
import type { Answer, Make } from "./operation.ts";

/** Members take over the address of the management account; nobody here has another one. */
const ADDRESS = {
  AddressLine1: "1 Local Street",
  City: "Localtown",
  CountryCode: "IE",
  PhoneNumber: "+353 1 000 0000",
  PostalCode: "D01 X0X0",
};

/** This service knows no PENDING_CLOSURE: until an account is closed, it is active. */
function stateOf({ state }: Member): AccountState {
  return Object.values(AccountState).find((each) => each === state) ?? "ACTIVE";
}

function memberFor({ memberOf }: AccountDependencies, account: string): Member {
  const member = memberOf(account);
  if (!member) throw notFound(`Nothing is known of account ${account}.`);
  return member;
}

export function informationOperations(
  make: Make,
  dependencies: AccountDependencies,
): Readonly<Record<string, Operation>> {
  return {
    GetAccountInformation: make<
      GetAccountInformationCommandInput,
      Answer<GetAccountInformationCommandOutput>
    >({
      name: "GetAccountInformation",
      members: [],
      run(_input, { target }) {
        const member = memberFor(dependencies, target);
        return {
          AccountId: target,
          AccountName: member.name,
          AccountCreatedDate: new Date(member.joinedAt),
          AccountState: stateOf(member),
        };
      },
    }),
    GetContactInformation: make<
      GetContactInformationCommandInput,
      Answer<GetContactInformationCommandOutput>
    >({
      name: "GetContactInformation",
      members: [],
      run: (_input, { target }) => ({
        ContactInformation: { FullName: memberFor(dependencies, target).name, ...ADDRESS },
      }),
    }),
  };
}
