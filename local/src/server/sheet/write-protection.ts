/** Workbooks that are to be changed by those only who know a password, or not without need (ECMA-376 part 1, 18.2.12). */
import { child } from '../ooxml/xml.js';
import { isOn, type Workbook } from './workbook.js';

/** Excel asks for the password, or whether to obey; who wants to write all the same saves a copy. */
export function isWriteProtected({ root }: Workbook): boolean {
  const { readOnlyRecommended, reservationPassword, hashValue } = child(root, 'fileSharing')?.attributes ?? {};
  return isOn(readOnlyRecommended) || Boolean(reservationPassword) || Boolean(hashValue);
}
