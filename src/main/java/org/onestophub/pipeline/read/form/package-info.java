/** Reads JSON and multipart forms, bounded, without holding files in memory. */
@NullMarked
package org.onestophub.pipeline.read.form;

import org.jspecify.annotations.NullMarked;
