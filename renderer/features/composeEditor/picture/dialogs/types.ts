import type { PictureGraph } from '../graph/pictureGraph.ts';
import type { Edits } from '../view/useEdits.ts';

export interface AskProps {
  readonly graph: PictureGraph;
  readonly edits: Edits;
  readonly onClose: () => void;
}
