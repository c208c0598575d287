import { EditorState, type Extension } from '@codemirror/state';
import { t } from '../texts/index.ts';

/** What CodeMirror itself says, in the language of the page: its panel of search, and what a screen reader is told. */
export const editorWords = (): Extension =>
  EditorState.phrases.of({
    Find: t('Find'),
    Replace: t('Replace with'),
    next: t('next'),
    previous: t('previous'),
    all: t('all'),
    'match case': t('match case'),
    regexp: t('regular expression'),
    'by word': t('whole words'),
    replace: t('replace'),
    'replace all': t('replace all'),
    close: t('close'),
    'current match': t('current match'),
    'on line': t('on line'),
    // CodeMirror puts the number where the sign is.
    'replaced $ matches': t('replaced {{count}} matches', { count: '$' }),
    'replaced match on line $': t('replaced match on line {{line}}', { line: '$' }),
    'Go to line': t('Go to line'),
    go: t('go'),
    'Control character': t('Control character'),
    'Selection deleted': t('Selection deleted'),
  });
