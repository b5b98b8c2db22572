import { escapeCodePoint } from './visible.ts';

/** The answer as it came, indented; what could steer a terminal is escaped as JSON allows, which changes no value. */
export const formatJson = (answer: object): string =>
  `${JSON.stringify(answer, null, 2).replace(STEERING, escapeCodePoint)}\n`;

/** JSON.stringify has escaped the other control characters within strings; its own line feeds stay. */
const STEERING = /[\u007f-\u009f\u2028\u2029]|\p{Bidi_Control}/gu;
