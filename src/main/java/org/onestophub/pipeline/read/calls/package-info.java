/** Reads call records in CSV: the legs of a call become one call, in the dialect of the telephone system. */
package org.onestophub.pipeline.read.calls;
