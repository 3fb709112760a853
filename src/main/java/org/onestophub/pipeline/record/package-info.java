/** The RECORD room: opens a case, adds to one, or finds nothing new, in one transaction. Also erases content. */
@NullMarked
package org.onestophub.pipeline.record;

import org.jspecify.annotations.NullMarked;
