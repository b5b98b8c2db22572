import { visible } from './visible.ts';

const INLINE = /[\\`*_[\]<>|~#&!$]/g;
const LIST_MARK = /^(?=[-+=])|(?<=^\d+)(?=[.)])/;

/** Text of others as plain text in GitHub's Markdown, a table's cell and the start of a line included. */
export const escapeMarkdown = (text: string): string =>
  visible(text).trim().replace(INLINE, '\\$&').replace(LIST_MARK, '\\');
