import type { Page } from '@playwright/test';
import { ListPage } from './listPage.ts';

/** The list of images. A row is a name: `redis:7`. */
export class ImagesPage extends ListPage {
  constructor(page: Page) {
    super(page, { title: 'Images', one: 'Image' });
  }
}
