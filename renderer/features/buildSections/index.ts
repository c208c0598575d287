export { BuildSections } from './BuildSections.tsx';
