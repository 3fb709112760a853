/** Reads spreadsheets of work orders: every row of the table is an order, in files of any program and with any headers. */
@NullMarked
package org.onestophub.pipeline.read.sheet;

import org.jspecify.annotations.NullMarked;
