export { PathField } from './PathField.tsx';
