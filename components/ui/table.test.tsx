import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ProseTable } from "./prose-table";
import { Table } from "./table";

interface City {
  readonly name: string;
  readonly country: string;
}

const columns = [
  { header: "Name", cell: (row: City) => row.name },
  { header: "Country", cell: (row: City) => row.country },
];

describe("Table", () => {
  it("names its rows by the first cell and labels the others for a phone", () => {
    const html = renderToStaticMarkup(
      <Table
        caption="Cities"
        columns={columns}
        rows={[{ name: "Αθήνα", country: "Ελλάδα" }]}
        rowKey={(row) => row.name}
        empty=""
      />,
    );
    expect(html).toContain('<th scope="row">Αθήνα</th>');
    expect(html).toContain('<td data-label="Country">Ελλάδα</td>');
    expect(html).toContain("<caption>Cities</caption>");
  });

  it("says that it is empty, across all columns", () => {
    const html = renderToStaticMarkup(
      <Table caption="Cities" columns={columns} rows={[]} rowKey={(row) => row.name} empty="No city yet." />,
    );
    expect(html).toContain('colSpan="2"');
    expect(html).toContain("No city yet.");
  });

  it("keeps markup in a cell as text", () => {
    const row = { name: "<script>alert(1)</script>", country: '"><img src=x>' };
    const html = renderToStaticMarkup(
      <Table caption="Cities" columns={columns} rows={[row]} rowKey={(each) => each.name} empty="" />,
    );
    expect(html).not.toMatch(/<script|<img/);
  });
});

describe("ProseTable", () => {
  it("gives a Markdown table row heads and labels, and keeps what is in its cells", () => {
    const html = renderToStaticMarkup(
      <ProseTable>
        <thead>
          <tr>
            <th>
              <em>Layer</em>
            </th>
            <th>Algorithm</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>Backups</td>
            <td>
              <code>AES-256-GCM</code>
            </td>
          </tr>
        </tbody>
      </ProseTable>,
    );
    expect(html).toContain(">Backups</th>");
    expect(html).toContain('data-label="Algorithm"><code>AES-256-GCM</code>');
    expect(html).toContain("Layer, Algorithm</caption>");
  });

  it("stands a table without a body or with a short row", () => {
    const html = renderToStaticMarkup(
      <ProseTable>
        <thead>
          <tr>
            <th>One</th>
            <th>Two</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>alone</td>
          </tr>
        </tbody>
      </ProseTable>,
    );
    expect(html).toContain('data-label="Two"></td>');
    expect(renderToStaticMarkup(<ProseTable />)).toContain("<table");
  });
});

describe("a table that can be sorted", () => {
  it("leads from its heads, and says by which one and which way it is sorted now", () => {
    const sorted = columns.map((column, index) => ({
      ...column,
      sort: { href: `/cities?sort=${index}`, now: index === 0 ? ("descending" as const) : null },
    }));
    const html = renderToStaticMarkup(
      <Table caption="Cities" columns={sorted} rows={[]} rowKey={(row) => row.name} empty="" sortWord="Sort by" />,
    );
    expect(html).toContain('<tr data-sort-word="Sort by">');
    expect(html.match(/aria-sort="descending"/g)).toHaveLength(1);
    expect(html).toContain('aria-sort="descending"><a class="sort-link" href="/cities?sort=0">Name');
  });
});
