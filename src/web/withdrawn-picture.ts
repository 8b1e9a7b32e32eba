/** A plain grey square, for the place of a picture that is no longer shown: mails give it the size the picture had. */
export const withdrawnPicture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAMAAAAoLQ9TAAAAA1BMVEXZ2dYaaDrSAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAADUlEQVQY02NgGAXIAAABEAAB7JfjegAAAABJRU5ErkJggg==',
  'base64',
)
