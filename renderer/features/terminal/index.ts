export { openTerminal } from './openTerminal.ts';
export { TerminalPanel, TerminalsPage } from './lazyTerminal.tsx';
export { takeUpTerminals } from './takeUpTerminals.ts';
