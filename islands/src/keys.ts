// One handler for the keys of every page; a key typed into a field is left alone.
type Action = (event: KeyboardEvent) => void;

const actions = new Map<string, Action>();

/** From now on the key does this. */
export function onKey(key: string, action: Action): void {
  actions.set(key, action);
}

export function listen(): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target;
    if (target instanceof Element && target.matches("input, select, textarea, [contenteditable]")) {
      if (event.key === "Escape" && target instanceof HTMLElement) target.blur();
      return;
    }
    actions.get(event.key)?.(event);
  });
}
