import { Nullable } from '@dateline/contracts';
import { Type, type Static } from 'typebox';

export const PageTextSchema = Type.Object(
  {
    articleId: Type.String(),
    url: Type.String({ description: 'Address that the page came from' }),
    sha256: Type.String({ description: 'SHA-256 of the page as it was served, hex' }),
    contentType: Nullable(Type.String({ description: 'As the server said' })),
    charset: Type.String({ description: 'Name of the encoding that the page was read in' }),
    bytes: Type.Integer({ minimum: 0, description: 'Length of the page as it was served' }),
    lines: Type.Array(
      Type.Object({
        tag: Type.String({ description: 'Element that the line stands in' }),
        text: Type.String(),
        taken: Type.Boolean({ description: 'Whether the record has the line, or nearly all of it' }),
      }),
      { description: 'All that a reader may see, in page order' },
    ),
    cut: Type.Boolean({ description: 'Whether the page has more lines than are given' }),
  },
  { title: 'Text of a page, and what the record took of it' },
);
export type PageText = Static<typeof PageTextSchema>;
