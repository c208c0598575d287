import { useSelector } from 'react-redux';
import { deferred } from '../../ui/index.ts';
import { ListAndDetail } from '../../ui/list/ListAndDetail.tsx';
import { RowMenu } from '../../ui/list/rowMenu.ts';
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
  const context = useSelector(imagesSlice.selectors.selectListContext);
  return (
    <ListAndDetail
      place="images"
      store={layoutStore}
      list={(openId) => <ImageList openId={openId} />}
      detail={
        context === undefined ? undefined : (id, tab) => <ImageDetail key={id} context={context} id={id} tab={tab} />
      }
    />
  );
}
