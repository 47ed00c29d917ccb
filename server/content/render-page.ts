/** Turns a compiled page into a React element. */
import { getMDXComponent } from "mdx-bundler/client/index.js";
import { type ComponentType, createElement, type ReactElement } from "react";
import { held } from "./held";
import type { Pack, Page } from "./pack";

/** Listed component names and HTML element names to what draws them. */
export type ComponentMap = Readonly<Record<string, ComponentType<Record<string, unknown>>>>;

/** The page as an element to render, or null when the pack has no such page. */
export function renderPage(pack: Pack, name: string, components: ComponentMap): ReactElement | null {
  const page = held(pack.pages, name);
  if (!page) return null;
  const content = contents.get(page) ?? getMDXComponent(page.code);
  contents.set(page, content);
  return createElement(content, { components: { ...components } });
}

/** Evaluated once for each loaded page. */
const contents = new WeakMap<Page, ReturnType<typeof getMDXComponent>>();
