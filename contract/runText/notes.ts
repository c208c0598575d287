/** What is to be known about a pasted text: where, and what was made of it. Nothing is left out without one. */
export interface RunNote {
  /** `error`: it is not in the settings. `warning`: look at it. `info`: read otherwise than it is written. */
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  /** Where in the pasted text, as indexes of its characters. */
  readonly start: number;
  readonly end: number;
  /** A file of the person’s machine that has to be opened, and what is in it. */
  readonly file?: { readonly path: string; readonly kind: 'env' | 'labels' | 'seccomp' | 'body' };
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

export class Notes {
  readonly all: RunNote[] = [];

  add(severity: RunNote['severity'], { start, end }: Span, message: string, file?: RunNote['file']): void {
    if (this.all.some((note) => note.message === message && note.start === start)) return;
    this.all.push({ severity, message, start, end, ...(file && { file }) });
  }
}
