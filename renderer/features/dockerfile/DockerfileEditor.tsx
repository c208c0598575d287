import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { CheckFinding } from '../../../contract/model/dockerfile.ts';
import styles from './Dockerfile.module.css';
import { createEditor, type Editor } from './editor/createEditor.ts';
import type { Problem } from './problems/problem.ts';
import { problemsOf } from './problems/problemsOf.ts';
import { shiftFindings } from './problems/shiftFindings.ts';
import { ProblemList } from './ProblemList.tsx';
import { QuickFixMenu } from '../../ui/editor/QuickFixMenu.tsx';
import type { Fix, FolderFacts } from './rules/rule.ts';

/** What was found in a text; the editor follows its lines while one goes on typing. */
export interface Checked {
  readonly text: string;
  readonly findings: readonly CheckFinding[];
}

export interface DockerfileEditorProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Another file: what was typed into the one before cannot be undone into it. */
  readonly fileKey?: string;
  readonly label?: string;
  readonly isReadOnly?: boolean;
  /** What its folder says; without it nothing is said of a .dockerignore. */
  readonly folder?: FolderFacts | undefined;
  /** Of BuildKit’s checks, or where a build has failed. */
  readonly checked?: Checked | undefined;
  /** Names of images that are on the engine, for FROM. */
  readonly images?: readonly string[];
  readonly onSave?: () => void;
  /** Where a quick fix is to make a .dockerignore. */
  readonly onCreateIgnoreFile?: (() => void) | undefined;
}

const NO_IMAGES: readonly string[] = [];

/** A Dockerfile with highlighting, completion, help, problems and their fixes. */
export function DockerfileEditor(props: DockerfileEditorProps) {
  const { value, fileKey = '', label = 'Dockerfile', isReadOnly = false, folder, checked } = props;
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor>(undefined);
  const latest = useRef(props);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number; readonly line: number }>();
  /** What the editor has said last: a value that comes back is not typed in again. */
  const said = useRef(value);

  useLayoutEffect(() => {
    latest.current = props;
  });

  useLayoutEffect(() => {
    if (!host.current) return undefined;
    said.current = latest.current.value;
    const made = createEditor({
      parent: host.current,
      text: latest.current.value,
      label,
      isReadOnly: latest.current.isReadOnly ?? false,
      images: () => latest.current.images ?? NO_IMAGES,
      problemsOf: (text) => {
        const { folder: facts, checked: found } = latest.current;
        return problemsOf(text, facts, found && shiftFindings(found.findings, found.text, text));
      },
      onProblems: setProblems,
      onChange: (text) => {
        said.current = text;
        latest.current.onChange(text);
      },
      onSave: () => latest.current.onSave?.(),
      onQuickFix: (line, at) => setMenu({ ...at, line }),
    });
    editor.current = made;
    made.lookAgain();
    return () => made.close();
  }, [fileKey, label]);

  useEffect(() => {
    if (value === said.current) return;
    said.current = value;
    editor.current?.setText(value);
    editor.current?.lookAgain();
  }, [value]);
  useEffect(() => editor.current?.setReadOnly(isReadOnly), [isReadOnly]);
  const hasIgnoreFile = folder?.hasIgnoreFile;
  useEffect(() => editor.current?.lookAgain(), [checked, hasIgnoreFile]);

  const apply = (fix: Fix) => editor.current?.apply(fix);
  const ofLine = menu && problems.filter(({ range }) => range.start.line <= menu.line && range.end.line >= menu.line);
  return (
    <div className={styles.editor}>
      <div ref={host} className={styles.text} data-captures-keys="" />
      <ProblemList
        problems={problems}
        isReadOnly={isReadOnly}
        onGoTo={({ start }) => editor.current?.goTo(start.line, start.character)}
        onFix={apply}
        onCreateIgnoreFile={props.onCreateIgnoreFile}
      />
      {menu && ofLine && (
        <QuickFixMenu
          at={menu}
          fixes={isReadOnly ? [] : ofLine.flatMap(({ fixes }) => fixes)}
          onFix={apply}
          onClose={() => {
            setMenu(undefined);
            editor.current?.focus();
          }}
        />
      )}
    </div>
  );
}
