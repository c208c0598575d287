export { LogsPage, LogsView } from './lazyLogs.tsx';
