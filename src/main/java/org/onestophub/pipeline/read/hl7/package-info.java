/** Reads HL7 v2 messages about patients, tolerant of what hospital systems really send. */
package org.onestophub.pipeline.read.hl7;
