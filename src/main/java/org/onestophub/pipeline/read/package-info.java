/** The READ room: runs the reader that the mapping names and gives candidates. */
@NullMarked
package org.onestophub.pipeline.read;

import org.jspecify.annotations.NullMarked;
