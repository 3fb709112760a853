/**
 * The CHECK room: schema, code lists, check digits, dates and phones; harmless faults become findings, serious ones
 * problems.
 */
package org.onestophub.pipeline.check;
