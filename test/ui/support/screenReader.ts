// What a screen reader gets: Chromium's accessibility tree, and what live regions announce.
import type { CDPSession, Page } from 'playwright-core';
import { plainSpaces } from './wait.ts';

export interface Spoken {
  readonly role: string;
  readonly name: string;
  readonly description: string;
  readonly level: number | undefined;
  readonly isExpanded: boolean | undefined;
}

export class ScreenReader {
  readonly page: Page;
  /** Every announcement since `listen`, in order. */
  readonly heard: string[] = [];
  readonly #cdp: CDPSession;

  private constructor(page: Page, cdp: CDPSession) {
    this.page = page;
    this.#cdp = cdp;
  }

  static async listen(page: Page): Promise<ScreenReader> {
    const reader = new ScreenReader(page, await page.context().newCDPSession(page));
    await page.exposeFunction('announced', (text: string) => reader.heard.push(plainSpaces(text)));
    await page.evaluate(watchLiveRegions);
    return reader;
  }

  /** All that is said of the elements of a role, in the order of the document. */
  async all(role: string): Promise<readonly Spoken[]> {
    const { nodes } = await this.#cdp.send('Accessibility.getFullAXTree');
    return nodes.filter((node) => !node.ignored && node.role?.value === role).map(spokenOf);
  }

  /** What is said of the element that has the focus. */
  async focused(): Promise<Spoken> {
    return this.#of(await this.#evaluate('document.activeElement'));
  }

  /** What is said of the row that is active in a list while the focus is elsewhere, in a box above it. */
  async activeRow(): Promise<Spoken> {
    const id = 'document.activeElement.getAttribute("aria-activedescendant")';
    return this.#of(await this.#evaluate(`document.getElementById(${id})`));
  }

  async #evaluate(expression: string): Promise<string> {
    const { result } = await this.#cdp.send('Runtime.evaluate', { expression });
    if (result.objectId === undefined) throw new Error(`Nothing is there: ${expression}`);
    return result.objectId;
  }

  async #of(objectId: string): Promise<Spoken> {
    const about = { objectId, fetchRelatives: false };
    const [node] = (await this.#cdp.send('Accessibility.getPartialAXTree', about)).nodes;
    if (node === undefined) throw new Error('not in the accessibility tree');
    return spokenOf(node);
  }
}

interface AXNode {
  readonly role?: { readonly value?: unknown };
  readonly name?: { readonly value?: unknown };
  readonly description?: { readonly value?: unknown };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[];
}

function spokenOf({ role, name, description, properties = [] }: AXNode): Spoken {
  const property = (wanted: string) => properties.find((each) => each.name === wanted)?.value.value;
  const level = property('level');
  const isExpanded = property('expanded');
  return {
    role: String(role?.value ?? ''),
    name: plainSpaces(String(name?.value ?? '')),
    description: plainSpaces(String(description?.value ?? '')),
    level: typeof level === 'number' ? level : undefined,
    isExpanded: typeof isExpanded === 'boolean' ? isExpanded : undefined,
  };
}

/** Runs in the page. */
function watchLiveRegions(): void {
  const announce = Reflect.get(window, 'announced') as (text: string) => void;
  const regionOf = (node: Node): Element | null | undefined => {
    const element = node instanceof Element ? node : node.parentElement;
    return element?.closest('[aria-live]:not([aria-live=off]), [role=alert], [role=status]:not([aria-live])');
  };
  /** An alert is said also where it appears with its text. */
  const alertsIn = (node: Node) => {
    if (!(node instanceof Element)) return [];
    return [node, ...node.querySelectorAll('*')].filter((each) => each.getAttribute('role') === 'alert');
  };
  const look = (changes: readonly MutationRecord[]) => {
    const regions = new Set(
      changes.flatMap(({ target, addedNodes }) => [regionOf(target), ...[...addedNodes].flatMap(alertsIn)]),
    );
    for (const region of regions) if (region?.textContent) announce(region.textContent);
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
}
