export { SearchHost } from './SearchHost.tsx';
export { SearchPage } from './lazySearch.tsx';
