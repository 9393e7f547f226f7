import type * as vscode from 'vscode';
import type { Connection } from '../../core/connection.ts';
import { type DocumentLink, linksIn } from '../../core/inspect/documentLinks.ts';

/** A line that is longer is looked through with the whole document only. */
const LONGEST_LINE = 200_000;
/** Of a document, characters. */
const MOST_TEXT = 10_000_000;

/** A signed URL and where it stands in its document. */
export interface PlacedLink extends DocumentLink {
  readonly range: vscode.Range;
}

type RangeApi = Pick<typeof vscode, 'Range'>;

/** All of a document's signed URLs, as many as are looked at. */
export function linksOfDocument(
  api: RangeApi,
  document: vscode.TextDocument,
  connections: readonly Connection[],
): readonly PlacedLink[] {
  return linksIn(document.getText().slice(0, MOST_TEXT), connections).map((link) => ({
    ...link,
    range: new api.Range(document.positionAt(link.start), document.positionAt(link.end)),
  }));
}

/** Those that touch a range; a URL never goes on in the next line. */
export function linksAt(
  api: RangeApi,
  document: vscode.TextDocument,
  { range, connections }: { range: vscode.Range; connections: readonly Connection[] },
): readonly PlacedLink[] {
  const last = Math.min(range.end.line, range.start.line + 100, document.lineCount - 1);
  const found: PlacedLink[] = [];
  for (let line = range.start.line; line <= last; line += 1) {
    const { text } = document.lineAt(line);
    if (text.length > LONGEST_LINE) continue;
    for (const link of linksIn(text, connections)) {
      const place = new api.Range(line, link.start, line, link.end);
      if (place.intersection(range) !== undefined) found.push({ ...link, range: place });
    }
  }
  return found;
}
