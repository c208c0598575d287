export { EngineConfig } from './EngineConfig.tsx';
