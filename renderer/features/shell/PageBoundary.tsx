import { Component, type ReactNode } from 'react';
import { toAppError, type AppError } from '../../../contract/errors.ts';
import { ErrorNotice, Page } from '../../ui/index.ts';
import { t } from './texts/index.ts';

interface PageBoundaryProps {
  /** Where we are: going elsewhere forgets the error. */
  readonly place: string;
  readonly children: ReactNode;
}

interface PageBoundaryState {
  readonly error?: AppError;
  readonly place: string;
}

/** A page that fails takes only itself down: navigation, jobs and the status bar go on. */
export class PageBoundary extends Component<PageBoundaryProps, PageBoundaryState> {
  override state: PageBoundaryState = { place: this.props.place };

  static getDerivedStateFromError(thrown: unknown): Partial<PageBoundaryState> {
    return { error: toAppError(thrown) };
  }

  static getDerivedStateFromProps(props: PageBoundaryProps, state: PageBoundaryState): PageBoundaryState | null {
    return props.place === state.place ? null : { place: props.place, error: undefined };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <Page>
        <ErrorNotice
          isBlock
          error={{
            code: 'unexpected',
            message: t('This page could not be shown.'),
            detail: error.code === 'unexpected' ? error.detail : error.message,
            hint: t('Containers are not affected. Try again, or reload the window.'),
          }}
          actions={[
            { label: t('Try again'), run: () => this.setState({ error: undefined }) },
            { label: t('Reload the window'), run: () => location.reload() },
          ]}
        />
      </Page>
    );
  }
}
