/**
 * A line of `--progress rawjson`: what changed of a solve. The fields are those of BuildKit’s `client.SolveStatus`
 * (github.com/moby/buildkit, client/graph.go).
 */
export interface SolveStatus {
  readonly vertexes?: readonly Vertex[];
  readonly statuses?: readonly VertexStatus[];
  readonly logs?: readonly VertexLog[];
  readonly warnings?: readonly VertexWarning[];
}

export interface Vertex {
  readonly digest: string;
  readonly inputs?: readonly string[];
  readonly name: string;
  /** RFC 3339. A vertex may be started more than once. */
  readonly started?: string;
  readonly completed?: string;
  readonly cached?: boolean;
  readonly error?: string;
}

export interface VertexStatus {
  readonly id: string;
  readonly vertex: string;
  readonly name?: string;
  readonly current: number;
  readonly total?: number;
  readonly completed?: string;
}

export interface VertexLog {
  readonly vertex: string;
  /** 1 is stdout, 2 stderr. */
  readonly stream?: number;
  /** Base64. */
  readonly data: string;
  readonly timestamp: string;
}

export interface VertexWarning {
  readonly vertex: string;
  /** Base64. */
  readonly short: string;
  readonly detail?: readonly string[] | null;
  readonly url?: string;
  readonly range?: readonly { readonly start: { readonly line: number } }[] | null;
}

/** Undefined for a line that is text for people: what buildx says of how a build ended. */
export function parseSolveStatus(line: string): SolveStatus | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const value = JSON.parse(line) as unknown;
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
