import { Button, Loader } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { loginWithCodeCommand } from '../../../../contract/commands/registryCommands.ts';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import type { SignInStep } from '../../../../contract/model/registry.ts';
import { client } from '../../../rpc/index.ts';
import { CommandLine, CopyButton, ErrorNotice } from '../../../ui/index.ts';
import { useSelectedContext } from '../../contexts/index.ts';
import styles from '../Registries.module.css';
import { Sentence, t } from '../texts/index.ts';

interface CodeSignInProps {
  readonly context: string;
  readonly onDone: (username: string) => void;
  readonly onBack: () => void;
}

/** Docker Hub in the browser: shows the code, and waits until it is confirmed there. */
export function CodeSignIn({ context, onDone, onBack }: CodeSignInProps) {
  const cliArgs = useSelectedContext()?.cliArgs;
  const [code, setCode] = useState<Extract<SignInStep, { type: 'code' }>>();
  const [error, setError] = useState<AppError>();
  const [turn, setTurn] = useState(0);
  const done = useRef(onDone);
  useEffect(() => {
    done.current = onDone;
  });
  useEffect(() => {
    const abort = new AbortController();
    async function follow() {
      try {
        for await (const step of client.registries.signInWithCode({ context }, { signal: abort.signal })) {
          if (step.type === 'code') setCode(step);
          else done.current(step.username);
        }
      } catch (thrown) {
        if (!abort.signal.aborted) setError(toAppError(thrown));
      }
    }
    void follow();
    return () => abort.abort();
  }, [context, turn]);

  return (
    <div className={styles.form}>
      {code && !error && (
        <>
          <p>
            <Sentence
              text="Open {{split}}, sign in to Docker there, and confirm this code:"
              parts={{
                split: (
                  <a href={code.url} target="_blank" rel="noreferrer">
                    {code.url.split('?')[0]}
                  </a>
                ),
              }}
            />
          </p>
          <p className={styles.code}>
            <strong>{code.userCode}</strong>
            <CopyButton text={code.userCode} label={t('Copy the code')} />
          </p>
        </>
      )}
      {!error && (
        <output className={styles.waiting}>
          <Loader size="xs" aria-hidden="true" />
          {code ? t('Waiting for you to confirm it…') : t('Asking Docker Hub for a code…')}
        </output>
      )}
      <CommandLine command={loginWithCodeCommand(cliArgs)} label={t('The same on the command line')} />
      {error && (
        <ErrorNotice
          error={error}
          actions={[
            {
              label: t('Try again'),
              run: () => {
                setError(undefined);
                setCode(undefined);
                setTurn(turn + 1);
              },
            },
          ]}
        />
      )}
      <div className={styles.buttons}>
        <Button variant="default" onClick={onBack}>
          {t('Use a name and a token')}
        </Button>
      </div>
    </div>
  );
}
