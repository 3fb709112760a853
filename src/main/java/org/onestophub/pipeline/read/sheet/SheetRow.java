package org.onestophub.pipeline.read.sheet;

import java.util.NavigableMap;

/**
 * A row of a sheet.
 *
 * @param number as the program shows it, from 1
 * @param isHidden true if the row is not shown
 * @param isRepaired true if a text file does not quote it as CSV demands
 * @param width how many cells it has, said or not; 0 where rows have no width of their own
 * @param cells those that say something, by column from 0
 */
record SheetRow(int number, boolean isHidden, boolean isRepaired, int width, NavigableMap<Integer, SheetCell> cells) {}
