/** The CLI reads mounts, networks and GPUs as a line of CSV. */
export const csvLine = (fields: readonly string[]): string => fields.map(csvField).join(',');

const csvField = (field: string): string =>
  /[",\r\n]/.test(field) || /^\s/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
