import { useSelector } from 'react-redux';
import { useRoute } from 'wouter';
import { deferred, SplitView } from '../../ui/index.ts';
import { RowMenu } from '../../ui/list/rowMenu.ts';
import { decodePart } from '../../ui/decodePart.ts';
import { usePreload } from '../../ui/usePreload.ts';
import { layoutStore } from '../settings/index.ts';
import { ImageList } from './list/ImageList.tsx';
import { useFollowedImages } from './store/followImages.ts';
import { imagesSlice } from './store/imagesSlice.ts';

const ImageDetail = deferred(async () => (await import('./detail/ImageDetail.tsx')).ImageDetail);
const PARTS = [ImageDetail, RowMenu];

/** The list, and beside it the image that the address names: `/images/:name/:tab`. */
export function ImagesPage() {
  useFollowedImages();
  usePreload(PARTS);
  const [, params] = useRoute('/images/:id?/:tab?');
  const context = useSelector(imagesSlice.selectors.selectListContext);
  const id = decodePart(params?.id);
  return (
    <SplitView
      label="Size of the detail"
      store={layoutStore}
      storeKey="images.detail"
      defaultSize={560}
      list={<ImageList openId={id} />}
      detail={
        id !== undefined && context !== undefined ? (
          <ImageDetail key={id} context={context} id={id} tab={params?.tab} />
        ) : undefined
      }
    />
  );
}
