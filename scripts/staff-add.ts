/** `npm run staff:add -- EMAIL ROLE`: makes the first staff member of an empty deployment, or gives a member one more role. */
import { EmailAddress } from "@/server/accounts/email";
import { ensurePerson } from "@/server/accounts/people";
import { recordEvent } from "@/server/audit/events";
import { database } from "@/server/platform/database";
import { StaffRole } from "@/server/platform/generated/prisma/enums";
import { prepareDeployment } from "./deployment";

async function main([address = "", role = ""]: string[]): Promise<string> {
  const email = EmailAddress.safeParse(address);
  const wanted = Object.values(StaffRole).find((each) => each === role.replaceAll("-", "_"));
  if (!email.success || wanted === undefined)
    throw new Error(
      `Usage: npm run staff:add -- EMAIL ROLE, with a role of ${Object.values(StaffRole).join(", ").replaceAll("_", "-")}.`,
    );
  const { embedded } = await prepareDeployment(() => {});
  try {
    await database().$transaction(async (transaction) => {
      const person = await ensurePerson(transaction, { email: email.data, name: email.data });
      const { staffRoles } = await transaction.person.findUniqueOrThrow({ where: { id: person.id } });
      const roles = [...new Set([...staffRoles, wanted])];
      await transaction.person.update({ where: { id: person.id }, data: { staffRoles: roles } });
      await recordEvent(transaction, {
        kind: "staff.added",
        actorId: null,
        subjectId: person.id,
        dataKeyId: person.dataKeyId,
        details: { email: email.data, roles },
      });
    });
  } finally {
    await database().$disconnect();
    if (embedded?.started) await embedded.stop();
  }
  return `${role} given. Sign in at the trust centre's /sign-in with this address.`;
}

main(process.argv.slice(2)).then(
  (line) => console.log(line),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
