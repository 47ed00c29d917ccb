// What pdfkit 0.20 reads and its published types leave out.
declare namespace PDFKit {
  interface PDFOutline {
    addItem(title: string, options: { top: number; left: number; fit: boolean; expanded: boolean }): PDFOutline;
  }
}

declare namespace PDFKit.Mixins {
  interface AnnotationOption {
    structParent?: PDFStructureElement;
  }
  interface StructureElementOptions {
    /** Left, top, right and bottom in points from the page's top left. */
    bbox?: [number, number, number, number];
    scope?: "Column" | "Row";
  }
}
