export interface Colleague {
  readonly name: string;
  readonly email: string;
}

/** Colleagues by name, each with the address to write to. */
export function PeopleToAsk({ people }: { people: readonly Colleague[] }) {
  return (
    <ul className="grid gap-1">
      {people.map(({ name, email }) => (
        <li key={email}>
          {name}, <a href={`mailto:${email}`}>{email}</a>
        </li>
      ))}
    </ul>
  );
}
