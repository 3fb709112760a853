/** Reads spreadsheets of work orders: every row of the table is an order, whoever wrote the file and whatever its headers. */
@NullMarked
package org.onestophub.pipeline.read.sheet;

import org.jspecify.annotations.NullMarked;
