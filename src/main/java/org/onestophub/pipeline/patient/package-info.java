/**
 * The patient directory: what ADT messages report, ordered by the time of the event, and found again for a complaint.
 */
@NullMarked
package org.onestophub.pipeline.patient;

import org.jspecify.annotations.NullMarked;
