export { TerminalPanel, TerminalsPage } from './lazyTerminal.tsx';
