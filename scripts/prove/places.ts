/** Where things are written, as the pages of the proof say it. */
import type { Loaded } from '../../config/load';
import type { Place } from '../../config/finding';
import type { Told } from './told';

export function placesIn(loaded: Pick<Loaded, 'place'>): Pick<Told, 'at' | 'source'> {
  const place = (path: string): Place => loaded.place(path, 'key');
  const said = ({ file, line }: Place): string => `${file}:${String(line)}`;
  return {
    at: (path) => said(place(path)),
    source: (path) => {
      const here = place(path);
      const above = place(path.slice(0, path.lastIndexOf('.')));
      // A default stands nowhere: its place is that of what holds it.
      const isDefault = here.file === above.file && here.line === above.line && here.column === above.column;
      return isDefault ? `default of ${path.replace(/^estate\./, '')}` : said(here);
    },
  };
}
