interface LogKeys {
  readonly onSearch: () => void;
  readonly onCopy: () => void;
}

interface KeyTarget {
  readonly hasSelection: boolean;
  toStart(): void;
  toEnd(): void;
  selectAll(): void;
  unselect(): void;
}

/** The keyboard in the lines; arrows and Page keys scroll by themselves. Gives what ends it. */
export function listenForLogKeys(viewport: HTMLElement, target: KeyTarget, { onSearch, onCopy }: LogKeys): () => void {
  const onKey = (event: KeyboardEvent) => {
    const isModified = event.ctrlKey || event.metaKey;
    const isSelectingText = document.getSelection()?.isCollapsed === false;
    if (event.key === '/' || (isModified && event.key === 'f')) onSearch();
    else if (event.key === 'Home') target.toStart();
    else if (event.key === 'End') target.toEnd();
    else if (isModified && event.key === 'a') target.selectAll();
    else if (isModified && event.key === 'c' && target.hasSelection && !isSelectingText) onCopy();
    else if (event.key === 'Escape' && target.hasSelection) target.unselect();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  viewport.tabIndex = 0;
  viewport.addEventListener('keydown', onKey);
  return () => viewport.removeEventListener('keydown', onKey);
}
