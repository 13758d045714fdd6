// Places in a report: it counts code points, a page counts UTF-16 units. Every piece of its text says where it starts.
const points = (text: string): number => [...text].length;

/** The place of a boundary of a selection; null outside the text. */
function placeOf(node: Node, offset: number): number | null {
  const piece = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>("[data-at]");
  if (!piece) return null;
  const before = node.nodeType === Node.TEXT_NODE ? points((node.textContent ?? "").slice(0, offset)) : 0;
  return Number(piece.dataset.at) + before;
}

/** What is selected in the text, without the spaces at its ends, as START-END; null where nothing is. */
export function selectedIn(text: HTMLElement): string | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.commonAncestorContainer)) return null;
  const start = placeOf(range.startContainer, range.startOffset);
  const end = placeOf(range.endContainer, range.endOffset);
  if (start === null || end === null) return null;
  const said = range.toString();
  const from = start + points(said.match(/^\s*/u)?.[0] ?? "");
  const to = end - points(said.match(/\s*$/u)?.[0] ?? "");
  return from < to ? `${from}-${to}` : null;
}
