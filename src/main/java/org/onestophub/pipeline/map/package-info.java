/**
 * The MAP room: JSLT programs turn what was read into the canonical complaint, and events into the forms of
 * receivers.
 */
@NullMarked
package org.onestophub.pipeline.map;

import org.jspecify.annotations.NullMarked;
