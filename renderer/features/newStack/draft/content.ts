/** What `templates.create` writes. */
export type ServiceInput =
  | { readonly type: 'text'; readonly compose: string; readonly env: string }
  | { readonly type: 'template'; readonly id: string; readonly values: Record<string, string> };
