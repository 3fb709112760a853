package org.onestophub.pipeline.map;

/**
 * The beginning of a text, masked.
 *
 * @param sure so many characters are final whatever the rest of the text is; below zero if none
 */
record Masked(String text, int sure) {}
