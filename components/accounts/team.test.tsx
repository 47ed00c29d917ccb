import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import type { TeamMember } from "@/server/access/team/queries";
import { currentIn } from "@/server/words/testing/current";
import { rolesInWords, roleTitle } from "./role-words";
import { ChangeRolesForm, InviteForm, RemovalForm } from "./team-forms";
import { TeamTable } from "./team-table";

vi.mock("@/server/access/team/actions", () => ({ changeMemberRoles: vi.fn(), invite: vi.fn(), remove: vi.fn() }));

const current = currentIn("en");
const member: TeamMember = {
  ...{ membershipId: "m1", name: "Jürgen <b>", email: "j@a.example", self: false },
  ...{ roles: ["admin", "signatory"], since: new Date("2026-11-22T23:30:00Z") },
};

describe("roles in words", () => {
  it("stand in one order, whatever order they were given in", () => {
    expect(rolesInWords(["admin", "reviewer", "signatory"], current.words)).toBe("signatory, reviewer, admin");
    expect(rolesInWords([], current.words)).toBe("");
    expect(roleTitle("privacy", current.words)).toBe("Privacy contact");
  });
});

describe("the team", () => {
  it("gives the way to a change to those alone who manage it", () => {
    expect(renderToStaticMarkup(<TeamTable team={[member]} manages current={current} />)).toContain(
      'href="/portal/team/m1"',
    );
    expect(renderToStaticMarkup(<TeamTable team={[member]} manages={false} current={current} />)).not.toContain("href");
  });

  it("names the person in the link for a screen reader, as text", () => {
    const html = renderToStaticMarkup(<TeamTable team={[member]} manages current={current} />);
    expect(html).toMatch(/Change<span class="visually-hidden"> Jürgen &lt;b&gt;/);
  });
});

describe("the forms of the team", () => {
  it("name the field as the action reads it, and tick the roles that the person has", () => {
    const html = renderToStaticMarkup(<ChangeRolesForm member={member} current={current} />);
    const ticked = [...html.matchAll(/<input[^>]*name="roles"[^>]*>/g)].filter(([input]) => input.includes("checked"));
    expect(ticked.map(([input]) => /value="(\w+)"/.exec(input)?.[1])).toEqual(["signatory", "admin"]);
    expect(html).toContain('name="membershipId" value="m1"');
  });

  it("suggest no more than reading to an invited colleague", () => {
    const html = renderToStaticMarkup(<InviteForm current={current} />);
    const ticked = [...html.matchAll(/<input[^>]*name="roles"[^>]*>/g)].filter(([input]) => input.includes("checked"));
    expect(ticked.map(([input]) => /value="(\w+)"/.exec(input)?.[1])).toEqual(["reviewer"]);
  });

  it("offer a way back beside what cannot be undone", () => {
    const html = renderToStaticMarkup(<RemovalForm member={member} current={current} />);
    expect(html).toContain("Keep access");
    expect(html).toContain('data-tone="danger"');
  });
});
