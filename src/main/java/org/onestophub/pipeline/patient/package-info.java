/** The patient directory: what ADT messages tell, kept by event time, and found again for a complaint. */
package org.onestophub.pipeline.patient;
