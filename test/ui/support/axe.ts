// axe-core over a part of the page.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Frame, Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** `all`: WCAG 2.2, levels A and AA; `contrast`: what depends on the theme. */
const RUN = {
  all: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  contrast: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
} as const;

export interface Violation {
  readonly rule: string;
  /** The element's own tag, without what is in it. */
  readonly element: string;
  readonly said: string;
}

export interface Audit {
  readonly violations: readonly Violation[];
  /** How many elements kept a rule. */
  readonly passes: number;
}

/** What axe finds in the elements that fit a selector. @throws {Error} where there is no such element */
export async function audit(
  page: Page | Frame,
  selector: string,
  rules: keyof typeof RUN = 'all',
): Promise<Audit> {
  // By the debugger, since the workbench's policy allows no script of ours.
  await page.evaluate(`if (!window.axe) { ${source} }`);
  const { violations, passes } = (await page.evaluate(runAxe, { selector, run: RUN[rules] })) as AxeResults;
  return {
    violations: violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary = '' }) => ({
        rule: id,
        element: /^<[^>]*>/.exec(html)?.[0] ?? html,
        said: failureSummary,
      })),
    ),
    passes: passes.flatMap(({ nodes }) => nodes).length,
  };
}

/** Runs in the page. */
function runAxe({ selector, run }: { selector: string; run: unknown }): Promise<unknown> {
  const axe = Reflect.get(window, 'axe') as typeof import('axe-core');
  const options = { runOnly: run, resultTypes: ['violations', 'passes'] } as import('axe-core').RunOptions;
  return axe.run({ include: [selector] }, options);
}
