/** Reads call records in CSV: the legs of a call become one call, in the dialect of the telephone system. */
@NullMarked
package org.onestophub.pipeline.read.calls;

import org.jspecify.annotations.NullMarked;
