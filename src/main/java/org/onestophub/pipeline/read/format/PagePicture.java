package org.onestophub.pipeline.read.format;

/**
 * A page of a scanned letter as people look at it.
 *
 * @param png the page in grey, upright as far as the file tells, at most 1,600 pixels long
 * @param pages how many pages the letter has
 */
public record PagePicture(byte[] png, int pages) {}
