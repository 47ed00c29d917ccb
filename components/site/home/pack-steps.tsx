import type { ReactNode } from "react";
import type { CurrentWords } from "@/server/access/current-words";

/** From asking to reading, in the order in which it happens. */
export function PackSteps({ current: { words, href } }: { current: CurrentWords }) {
  const linkTo = (path: string) => (text: ReactNode) => <a href={href(path)}>{text}</a>;
  return (
    <section aria-labelledby="pack">
      <h2 id="pack">{words("home.pack.title")}</h2>
      <p className="max-w-prose">{words("home.pack.open")}</p>
      <ol className="mt-5 grid gap-x-10 gap-y-6 sm:grid-cols-2 lg:grid-cols-4">
        <Step number={1} title={words("home.pack.ask")}>
          {words.rich("home.pack.askText", { link: linkTo("/request-access") })}
        </Step>
        <Step number={2} title={words("home.pack.letIn")}>
          {words("home.pack.letInText")}
        </Step>
        <Step number={3} title={words("home.pack.sign")}>
          {words("home.pack.signText")}
        </Step>
        <Step number={4} title={words("home.pack.read")}>
          {words("home.pack.readText")}
        </Step>
      </ol>
      <p className="mt-5">{words.rich("home.pack.already", { link: linkTo("/sign-in") })}</p>
    </section>
  );
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <li className="space-y-1 border-t border-hairline pt-3">
      <h3 className="text-base">
        <span aria-hidden="true" className="me-2 text-muted tabular-nums">
          {number}
        </span>
        {title}
      </h3>
      <p>{children}</p>
    </li>
  );
}
