/** Reads scanned letters: pages are decoded in a process of their own, and their text is recognised. */
@NullMarked
package org.onestophub.pipeline.read.scan;

import org.jspecify.annotations.NullMarked;
