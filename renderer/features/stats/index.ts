export { StatsPanel } from './lazyStats.tsx';
export { CpuCell, MemoryCell } from './StatsCells.tsx';
