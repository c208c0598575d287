import { useEffect, useState } from 'react';
import type { SignInQuestion } from '../../../../contract/model/signIn.ts';
import { client, follow } from '../../../rpc/index.ts';
import { deferred } from '../../../ui/index.ts';

const SignInDialog = deferred(async () => (await import('./SignInDialog.tsx')).SignInDialog);

/** Whatever must be known before an engine elsewhere can be reached is asked here, on every page. Put it once in the layout. */
export function SignInHost() {
  const [questions, setQuestions] = useState<readonly SignInQuestion[]>([]);
  useEffect(() => follow({ open: (signal) => client.contexts.questions({}, { signal }), onItem: setQuestions }), []);
  const [first] = questions;
  return first ? <SignInDialog key={first.id} question={first} /> : null;
}
