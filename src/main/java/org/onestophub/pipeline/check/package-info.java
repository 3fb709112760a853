/**
 * The CHECK room: schema, code lists, check digits, dates and phones; harmless faults become findings, serious ones
 * problems.
 */
@NullMarked
package org.onestophub.pipeline.check;

import org.jspecify.annotations.NullMarked;
