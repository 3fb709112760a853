package org.onestophub.pipeline.map;

/**
 * The beginning of a text, masked.
 *
 * @param sure so many characters are what they would be if the rest of the text were known; below zero if none
 */
record Masked(String text, int sure) {}
