/**
 * The patient directory: what ADT messages report, ordered by the time of the event, and found again for a complaint.
 */
package org.onestophub.pipeline.patient;
