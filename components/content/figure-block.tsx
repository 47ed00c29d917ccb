import { Table } from "@/components/ui/table";
import type { BoxFigure, Figure, StepFigure } from "@/server/content/facts-schema";
import { BoxDiagram } from "./box-diagram";
import { StepDiagram } from "./step-diagram";

/** A drawing with its caption, and the same facts as a table for whoever would rather read. */
export function FigureBlock({ figure }: { figure: Figure }) {
  return (
    <div className="drawn">
      <figure>
        {(["wide", "narrow"] as const).map((format) =>
          figure.kind === "boxes" ? (
            <BoxDiagram key={format} figure={figure} format={format} />
          ) : (
            <StepDiagram key={format} figure={figure} format={format} />
          ),
        )}
        <figcaption>
          <strong>{figure.title}.</strong> {figure.summary}
        </figcaption>
      </figure>
      <details>
        <summary>The same as a table</summary>
        {figure.kind === "boxes" ? <BoxTable {...figure} /> : <StepTable {...figure} />}
      </details>
    </div>
  );
}

function BoxTable({ title, rows, flows }: BoxFigure) {
  const boxes = rows.flat().filter((box) => box !== null);
  const titles = new Map(boxes.map((box) => [box.id, box.title]));
  const onward = (id: string) =>
    flows
      .filter((flow) => flow.from === id)
      .map(({ to, label }) => `${titles.get(to) ?? to}${label ? ` (${label})` : ""}`)
      .join("; ");
  return (
    <Table
      caption={title}
      captionHidden
      columns={[
        { header: "Part", cell: (box) => box.title },
        { header: "What it is", cell: (box) => box.text },
        { header: "Leads to", cell: (box) => onward(box.id) },
      ]}
      rows={boxes}
      rowKey={(box) => box.id}
      empty=""
    />
  );
}

function StepTable({ title, steps }: StepFigure) {
  return (
    <Table
      caption={title}
      captionHidden
      columns={[
        { header: "Step", cell: (step) => step.title },
        { header: "What happens", cell: (step) => step.text },
        { header: "Limit", cell: (step) => step.mark },
      ]}
      rows={steps}
      rowKey={(step) => step.title}
      empty=""
    />
  );
}
