const SLUG = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** A name for references and URLs: letters, digits, '-', '_', '.', at most 100 characters. */
export const isSlug = (text: string): boolean => SLUG.test(text);
