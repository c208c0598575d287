export { CommandLine } from './CommandLine.tsx';
export { ConfirmDialog } from './ConfirmDialog.tsx';
export { ControlRow, ResetButton } from './ControlRow.tsx';
export { LockedNote } from './LockedNote.tsx';
export { CopyButton } from './CopyButton.tsx';
export { copyText } from './copyText.ts';
export { EmptyState } from './EmptyState.tsx';
export { ErrorNotice } from './ErrorNotice.tsx';
export {
  formatClock,
  formatDateTime,
  formatDay,
  formatElapsed,
  formatMemory,
  formatNumber,
  formatPercent,
  formatSize,
} from './format.ts';
export { IconButton } from './IconButton.tsx';
export { Kbd } from './Kbd.tsx';
export { KeyValues } from './KeyValues.tsx';
export type { LayoutStore } from './layoutStore.ts';
export { useNow } from './now.ts';
export { HeaderHelpProvider, Page, PageHeader, Section, Toolbar } from './Page.tsx';
export { PlaceLink } from './PlaceLink.tsx';
export { RelativeTime } from './RelativeTime.tsx';
export { SectionLinks } from './SectionLinks.tsx';
export { SearchBox } from './SearchBox.tsx';
export { SplitView } from './SplitView.tsx';
export { StatusDot, type StatusTone } from './StatusDot.tsx';
export { type Tab, Tabs } from './Tabs.tsx';
export { TooltipLayer } from './TooltipLayer.tsx';
export { type Command, isCommandEnabled } from './commands/command.ts';
export { isConfirm, listKeys } from './commands/fixedKeys.ts';
export { listenForShortcuts } from './commands/dispatcher.ts';
export { findInSources, listCommands } from './commands/registry.ts';
export { isPlainShortcut, shownShortcut } from './commands/shortcut.ts';
export { useCommands, usePaletteSource } from './commands/useCommands.ts';
export { notify } from './notify.ts';
export { Popup } from './Popup.tsx';
export { WindowedList } from './WindowedList.tsx';
export { createFlag } from './flag.ts';
export { deferred } from './deferred.tsx';
export { download } from './download.ts';
export { fetchLateCode } from './lateCode.ts';
export { useReturnFocus } from './useReturnFocus.ts';
export { createOpener } from './opener.ts';
