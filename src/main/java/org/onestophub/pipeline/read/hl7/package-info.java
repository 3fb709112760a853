/** Reads HL7 v2 messages about patients, tolerant of what hospital systems really send. */
@NullMarked
package org.onestophub.pipeline.read.hl7;

import org.jspecify.annotations.NullMarked;
