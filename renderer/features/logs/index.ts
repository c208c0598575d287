export { LineLog, LogsPage, LogsView } from './lazyLogs.tsx';
