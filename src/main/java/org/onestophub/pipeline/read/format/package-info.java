/** What readers of all formats share: text from bytes, media types, strict JSON, scratch files. */
@NullMarked
package org.onestophub.pipeline.read.format;

import org.jspecify.annotations.NullMarked;
