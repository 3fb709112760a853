/** Holds every input that needs a person, retries what may pass, and lets corrected inputs through again. */
package org.onestophub.pipeline.quarantine;
