export interface Face {
  readonly file: string;
  readonly package: string;
  readonly range: string;
  readonly weights: number | { readonly min: number; readonly max: number };
}
export const faces: readonly Face[];
export const folder: string;
export function makeFace(face: Face): Promise<Buffer>;
export function rangeOf(packageName: string, range: string): string;
export function charactersIn(range: string): string;
